package io.quarkiverse.activities.workflow.conformance;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.activities.failure.ActivityCanceledException;
import io.quarkiverse.activities.failure.ActivityNotExistsException;
import io.quarkiverse.activities.failure.ApplicationFailure;

/** The body of an attempt, as its program says, in virtual time. */
final class Body {

    /** How a body ended: with a result, or with an exception. */
    record End(JsonNode result, Throwable thrown) {
    }

    private final VirtualTime time;
    private final JsonNode argument;
    private final JsonNode script;
    private final List<String> log;
    private final HeartbeatSender heartbeats;
    private final Consumer<End> whenEnded;
    private boolean ended;
    private boolean silenced;

    /** @param heartbeats null for a Local Activity, whose heartbeats do nothing */
    Body(VirtualTime time, JsonNode argument, int attempt, List<String> log, HeartbeatSender heartbeats,
            Consumer<End> whenEnded) {
        this.time = time;
        this.argument = argument;
        this.log = log;
        this.heartbeats = heartbeats;
        this.whenEnded = whenEnded;
        JsonNode attempts = argument.path("attempts");
        JsonNode found = attempts.get(Math.min(attempt, attempts.size()) - 1);
        script = found == null ? JsonConversion.MAPPER.createObjectNode() : found;
    }

    void start(int attempt, JsonNode details) {
        log.add("attempt " + attempt + (details == null ? "" : " details " + text(details)));
        Duration sleep = Duration.ofMillis(script.path("sleep").asLong());
        JsonNode beat = script.get("beat");
        if (beat != null) {
            for (long at = 0; at < sleep.toMillis(); at += beat.get("every").asLong()) {
                time.after(withPauses(at), () -> beat(beat));
            }
        }
        time.after(beat == null ? sleep : withPauses(sleep.toMillis()), this::finish);
    }

    /** A body that heartbeats sleeps in small pieces, and each takes a little longer. */
    private static Duration withPauses(long millis) {
        return Duration.ofMillis(millis).plusNanos(millis * 20_000);
    }

    private static String text(JsonNode details) {
        return details.isTextual() ? details.asText() : details.toString();
    }

    private void beat(JsonNode beat) {
        if (ended || silenced || heartbeats == null) {
            return;
        }
        String thrown = heartbeats.beat(beat.path("details"));
        if (thrown == null) {
            return;
        }
        log.add("heartbeat threw " + thrown);
        switch (beat.path("on").asText("rethrow")) {
            case "ignore" -> silenced = true;
            case "return" -> end(new End(JsonConversion.MAPPER.getNodeFactory()
                    .textNode(argument.get("name").asText() + " stopped"), null));
            case "fail" -> end(new End(null, Work.failure(beat.get("failure"))));
            default -> end(new End(null, thrown.equals("Canceled") ? new ActivityCanceledException("canceled")
                    : new ActivityNotExistsException("no longer current")));
        }
    }

    private void finish() {
        if (script.has("fail")) {
            end(new End(null, Work.failure(script.get("fail"))));
        } else if (script.has("throw")) {
            end(new End(null, new IllegalStateException(script.get("throw").asText())));
        } else if (script.has("error")) {
            end(new End(null, new AssertionError(script.get("error").asText())));
        } else {
            end(new End(script.has("result") ? script.get("result") : argument.get("name"), null));
        }
    }

    void interrupt() {
        end(new End(null, new InterruptedException()));
    }

    private void end(End how) {
        if (ended) {
            return;
        }
        ended = true;
        log.add(how.thrown == null ? "returned" : "threw " + name(how.thrown));
        if (heartbeats != null) {
            heartbeats.close();
        }
        whenEnded.accept(how);
    }

    private static String name(Throwable thrown) {
        return thrown instanceof ApplicationFailure failure ? failure.type()
                : thrown.getClass().getSimpleName();
    }
}
