package io.quarkiverse.activities.test.conformance;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.OptionsUpdate;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.failure.ActivityException;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.failure.TimeoutFailure;

/** Plays one recorded case with the engine. */
final class WorkerCasePlayer {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final int PLAYS = 10;

    private final ActivityClient activities;
    private final MethodLog log;
    private final WorkerCase played;
    private final ObjectNode expected;

    WorkerCasePlayer(ActivityClient activities, MethodLog log, WorkerCase played) {
        this.activities = activities;
        this.log = log;
        this.played = played;
        expected = played.expected();
    }

    /** The expected and the observed outcome. */
    record Played(ObjectNode expected, ObjectNode observed) {
    }

    /** Plays the case. Plays it again if a heartbeat timed out because the machine was busy. */
    Played play() {
        for (int play = 1;; play++) {
            ActivityHandle<Object> handle = start();
            control(handle);
            String callerGets = expected.get("callerGets").textValue().equals("-") ? "-" : callerGets(handle);
            ActivityDescription shown = settled(handle);
            List<HeartbeatTimes> heartbeats = log.beats(handle.runId());
            if (!shown.status().isClosed()) {
                unlessLate(handle, () -> handle.terminate("no longer needed"));
            }
            if (play == PLAYS || !isLate(shown)) {
                ObjectNode observed = WorkerWording.observed(shown, log.lines(handle.runId()), callerGets);
                return new Played(WorkerThrottle.adjusted(expected, shown, heartbeats), observed);
            }
        }
    }

    private ActivityHandle<Object> start() {
        return switch (played.name()) {
            case "argument does not fit" -> startUnchecked("not a number");
            case "argument missing" -> startUnchecked();
            case "one argument too many" -> startUnchecked(1, "surplus");
            case "unknown type" -> activities.call(played.activityType(), Object.class).id(played.name()).taskQueue("default")
                    .start();
            default -> activities.call(played.activityType(), Object.class).id(played.name()).start();
        };
    }

    /**
     * Starts without a check of the arguments: on a queue that this node does not serve, the type may have another signature.
     */
    private ActivityHandle<Object> startUnchecked(Object... arguments) {
        ActivityHandle<Object> handle = activities.call(played.activityType(), Object.class, arguments).id(played.name())
                .taskQueue("elsewhere").start();
        handle.updateOptions(OptionsUpdate.create().taskQueue("default"));
        return handle;
    }

    private void control(ActivityHandle<Object> handle) {
        if (played.verb().isEmpty()) {
            return;
        }
        Awaitility.await().atMost(LONG).until(handle::describe, shown -> shown.heartbeatCount() >= 2 || isLate(shown));
        unlessLate(handle, () -> apply(handle));
    }

    private void apply(ActivityHandle<Object> handle) {
        switch (played.verb()) {
            case "cancel" -> handle.cancel("enough");
            case "pause" -> handle.pause("wait");
            case "reset" -> handle.reset();
            case "terminate" -> handle.terminate("now");
            case "complete by id" -> activities.completionById(handle.id()).complete("outside");
            default -> throw new IllegalArgumentException("Unknown verb " + played.verb());
        }
    }

    /** Applies a verb. It may be refused if the execution has closed because a heartbeat timed out. */
    private static void unlessLate(ActivityHandle<Object> handle, Runnable verb) {
        try {
            verb.run();
        } catch (ActivityException refused) {
            if (!isLate(handle.describe())) {
                throw refused;
            }
        }
    }

    private String callerGets(ActivityHandle<Object> handle) {
        boolean comes = !expected.get("status").textValue().equals("RUNNING");
        try {
            return "returned " + handle.result(comes ? LONG : SHORT);
        } catch (ActivityFailedException | TimeoutException e) {
            return WorkerWording.thrown(e, handle.id());
        }
    }

    private ActivityDescription settled(ActivityHandle<Object> handle) {
        try {
            Awaitility.await().atMost(LONG).until(() -> isSettled(handle.describe(), handle.runId()));
        } catch (ConditionTimeoutException e) {
            // The comparison reports the difference
        }
        return handle.describe();
    }

    private boolean isSettled(ActivityDescription shown, String runId) {
        return isLate(shown) || shown.status().name().equals(expected.get("status").textValue())
                && shown.attempt() == expected.get("attempt").intValue()
                && shown.heartbeatCount() >= expected.get("heartbeatCount").intValue()
                && log.lines(runId).size() >= expected.get("seenInMethod").size();
    }

    private static boolean isLate(ActivityDescription shown) {
        return shown.failures().stream().anyMatch(attempt -> attempt.failure() instanceof TimeoutFailure timeout
                && timeout.timeoutType() == TimeoutType.HEARTBEAT);
    }
}
