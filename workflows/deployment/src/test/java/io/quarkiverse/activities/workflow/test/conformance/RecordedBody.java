package io.quarkiverse.activities.workflow.test.conformance;

import java.util.List;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.failure.ActivityCanceledException;
import io.quarkiverse.activities.failure.ActivityCompletionException;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.workflow.conformance.JsonConversion;
import io.quarkiverse.activities.workflow.conformance.Work;

/** One attempt of an activity of the recordings. */
final class RecordedBody {

    private final JsonNode argument;
    private final List<String> log;
    private final ActivityContext context;
    private boolean silenced;

    /** @param context null for a Local Activity, whose heartbeats do nothing */
    RecordedBody(JsonNode argument, List<String> log, ActivityContext context) {
        this.argument = argument;
        this.log = log;
        this.context = context;
    }

    JsonNode run(int attempt, JsonNode details) throws Exception {
        log.add("attempt " + attempt + (details == null ? "" : " details " + details.asText(details.toString())));
        JsonNode attempts = argument.path("attempts");
        JsonNode found = attempts.get(Math.min(attempt, attempts.size()) - 1);
        try {
            JsonNode result = carryOut(found == null ? JsonConversion.MAPPER.createObjectNode() : found);
            log.add("returned");
            return result;
        } catch (Exception | Error e) {
            log.add("threw " + (e instanceof ApplicationFailure failure ? failure.type() : e.getClass().getSimpleName()));
            throw e;
        }
    }

    private JsonNode carryOut(JsonNode script) throws InterruptedException {
        long begin = System.nanoTime();
        long sleep = script.path("sleep").asLong();
        JsonNode beat = script.get("beat");
        if (beat != null) {
            for (long at = 0; at < sleep; at += beat.get("every").asLong()) {
                sleepUntil(begin, at);
                JsonNode result = beat(beat);
                if (result != null) {
                    return result;
                }
            }
        }
        sleepUntil(begin, sleep);
        if (script.has("fail")) {
            throw Work.failure(script.get("fail"));
        } else if (script.has("throw")) {
            throw new IllegalStateException(script.get("throw").asText());
        } else if (script.has("error")) {
            throw new AssertionError(script.get("error").asText());
        }
        return script.has("result") ? script.get("result") : argument.get("name");
    }

    private static void sleepUntil(long begin, long millis) throws InterruptedException {
        long left = TimeUnit.MILLISECONDS.toNanos(millis) - (System.nanoTime() - begin);
        if (left > 0) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }

    /** {@return the result if the heartbeat ends the attempt with one, else null} */
    private JsonNode beat(JsonNode beat) {
        if (context == null || silenced) {
            return null;
        }
        try {
            context.heartbeat(beat.get("details"));
            return null;
        } catch (ActivityCompletionException e) {
            log.add("heartbeat threw " + (e instanceof ActivityCanceledException ? "Canceled" : "NotExists"));
            switch (beat.path("on").asText("rethrow")) {
                case "ignore" -> {
                    silenced = true;
                    return null;
                }
                case "return" -> {
                    return TextNode.valueOf(argument.get("name").asText() + " stopped");
                }
                case "fail" -> throw Work.failure(beat.get("failure"));
                default -> throw e;
            }
        }
    }
}
