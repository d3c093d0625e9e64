package io.quarkiverse.activities.test.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.Refusal;
import io.quarkiverse.activities.runtime.execution.Signal;
import io.quarkiverse.activities.test.conformance.EngineUnderTest.Refused;
import io.quarkiverse.activities.test.conformance.EngineUnderTest.Started;
import io.quarkiverse.activities.test.conformance.EngineUnderTest.Task;
import io.quarkiverse.activities.test.conformance.EngineUnderTest.View;

/** Plays one script against one engine and reports the first difference. */
final class ScriptPlayer {

    /** The maximum delay of all events so far together, beyond the times in their script. */
    private static final Duration MAXIMUM_DELAY = Duration.ofMillis(300);
    private static final Duration LEAST_WAIT_COMPARED_IN_REAL_TIME = Duration.ofSeconds(1);

    private final EngineUnderTest engine;
    private final boolean realTime;
    private final List<Object> tokens = new ArrayList<>();
    private final Map<Object, Integer> runs = new HashMap<>();

    /** @param realTime whether the remaining time of a wait depends on the speed of the engine */
    ScriptPlayer(EngineUnderTest engine, boolean realTime) {
        this.engine = engine;
        this.realTime = realTime;
    }

    /**
     * {@return the first difference, if any}
     *
     * @throws LateEventException if there is a difference, but events came too late for it to count
     */
    Optional<String> play(Script script) {
        boolean late = false;
        long begun = System.nanoTime();
        Duration planned = Duration.ZERO;
        for (int i = 0; i < script.steps().size(); i++) {
            Script.Step step = script.steps().get(i);
            engine.pass(step.after());
            planned = planned.plus(step.after());
            JsonNode answer = answer(step);
            String where = script.name() + ", step " + (i + 1) + " (" + step.verb() + "), ";
            Optional<String> difference = difference(where + "answer", step.answer(), answer)
                    .or(() -> projectionDifference(where + "then", step.projection()));
            late |= realTime
                    && Duration.ofNanos(System.nanoTime() - begun).minus(planned).compareTo(MAXIMUM_DELAY) > 0;
            if (late && difference.isPresent()) {
                throw new LateEventException(difference.get());
            }
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private JsonNode answer(Script.Step step) {
        ObjectNode answer = Wording.object();
        try {
            perform(step.verb(), step.event(), answer);
        } catch (Refused refused) {
            answer.put("error", code(refused.reason()));
        }
        return answer;
    }

    private static String code(Refusal reason) {
        return reason == Refusal.ATTEMPT_NOT_CURRENT ? "NOT_FOUND" : reason.name();
    }

    private void perform(String verb, JsonNode event, ObjectNode answer) {
        String requestId = Wording.text(event, "requestId");
        String reason = Wording.text(event, "reason");
        switch (verb) {
            case "start" -> start(event, requestId, answer);
            case "poll" -> poll(answer);
            case "heartbeat" -> flags(engine.heartbeat(token(event), Wording.payload(event, "details")), answer);
            case "complete" -> engine.complete(token(event), Wording.payload(event, "result"), "reporter");
            case "fail" -> engine.fail(token(event), Wording.failure(event.get("failure")),
                    Wording.payload(event, "lastHeartbeatDetails"), "reporter");
            case "reportCanceled" -> engine.reportCanceled(token(event), Wording.payload(event, "details"), "reporter");
            case "requestCancel" ->
                engine.applyVerb(new Event.RequestCancel(reason, Wording.payload(event, "reason"), requestId, "canceller"));
            case "terminate" -> engine.applyVerb(new Event.Terminate(reason, requestId, "terminator"));
            case "pause" -> engine.applyVerb(new Event.Pause(reason, requestId));
            case "unpause" -> engine.applyVerb(new Event.Unpause(requestId));
            case "reset" -> engine.applyVerb(new Event.Reset(Wording.flag(event, "keepPaused"),
                    Wording.flag(event, "resetHeartbeat"), Wording.flag(event, "restoreOriginal"), requestId));
            case "updateOptions" ->
                engine.applyVerb(Wording.flag(event, "restoreOriginal") ? new Event.RestoreOptions(requestId)
                        : new Event.UpdateOptions(Wording.change(event.get("set")), requestId));
            case "delete" -> engine.delete();
            case "wait" -> {
            }
            default -> throw new IllegalArgumentException("Unknown event " + verb);
        }
    }

    private void start(JsonNode event, String requestId, ObjectNode answer) {
        String reuse = Wording.text(event, "reuse");
        String conflict = Wording.text(event, "conflict");
        Started started = engine.start(Wording.options(event.path("options")), Wording.payload(event, "input"),
                reuse == null ? IdReusePolicy.ALLOW_DUPLICATE : IdReusePolicy.valueOf(reuse),
                conflict == null ? IdConflictPolicy.FAIL : IdConflictPolicy.valueOf(conflict), requestId);
        answer.put("started", started.started());
        answer.put("run", number(started.run()));
    }

    private int number(Object run) {
        return runs.computeIfAbsent(run, r -> runs.size() + 1);
    }

    private void poll(ObjectNode answer) {
        int number = tokens.size() + 1;
        Task task = engine.poll("worker-" + number);
        if (task != null) {
            tokens.add(task.token());
            answer.put("task", number);
            answer.put("attempt", task.attempt());
            answer.put("scheduleToClose", task.scheduleToClose().toMillis());
            answer.put("startToClose", task.startToClose().toMillis());
            answer.put("heartbeat", task.heartbeat().toMillis());
            Wording.put(answer, "heartbeatDetails", task.heartbeatDetails());
        }
    }

    private Object token(JsonNode event) {
        return event.hasNonNull("task") ? tokens.get(event.get("task").intValue() - 1) : null;
    }

    private static void flags(Signal signal, ObjectNode answer) {
        switch (signal) {
            case CANCEL -> answer.put("cancelRequested", true);
            case PAUSE -> answer.put("paused", true);
            case RESET -> answer.put("reset", true);
            case NONE, GONE -> {
            }
        }
    }

    private Optional<String> projectionDifference(String where, JsonNode expected) {
        View view = engine.describe();
        ObjectNode actual = view == null ? Wording.object().put("status", "ABSENT")
                : Wording.projection(view, number(view.run()));
        ObjectNode compared = expected.deepCopy();
        if (realTime && view != null && tooShortToCompare(compared, actual, view)) {
            for (ObjectNode json : List.of(compared, actual)) {
                json.remove(List.of("retryInterval", "nextAttemptAfter"));
            }
        }
        return difference(where, compared, actual);
    }

    private static boolean tooShortToCompare(JsonNode expected, JsonNode actual, View view) {
        JsonNode wait = expected.has("nextAttemptAfter") ? expected.get("nextAttemptAfter") : actual.get("nextAttemptAfter");
        if (wait == null) {
            return true;
        }
        Instant end = Wording.waitingSince(view.execution()).plusMillis(wait.longValue());
        return Duration.between(view.seenAt(), end).compareTo(LEAST_WAIT_COMPARED_IN_REAL_TIME) <= 0;
    }

    /** {@return the first field that differs, with both values} Numbers are compared by value. */
    private static Optional<String> difference(String where, JsonNode expected, JsonNode actual) {
        if (expected.equals(ScriptPlayer::compare, actual)) {
            return Optional.empty();
        }
        if (!expected.isObject() || !actual.isObject()) {
            return Optional.of(where + ": expected " + expected + " but was " + actual);
        }
        TreeSet<String> fields = new TreeSet<>();
        expected.fieldNames().forEachRemaining(fields::add);
        actual.fieldNames().forEachRemaining(fields::add);
        return fields.stream()
                .map(field -> difference(where + "." + field, expected.path(field), actual.path(field)))
                .flatMap(Optional::stream).findFirst();
    }

    private static int compare(JsonNode a, JsonNode b) {
        return a.isNumber() && b.isNumber() ? a.decimalValue().compareTo(b.decimalValue()) : a.equals(b) ? 0 : 1;
    }
}
