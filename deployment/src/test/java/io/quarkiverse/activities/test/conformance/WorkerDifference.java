package io.quarkiverse.activities.test.conformance;

import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.activities.failure.ActivityCanceledException;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.failure.PayloadConversionException;
import io.quarkiverse.activities.failure.RecordedFailure;
import io.quarkiverse.activities.failure.TimeoutFailure;
import io.quarkiverse.activities.spi.Failure;

/**
 * The intended differences from the recordings, with the expectations that replace them. The points are those of "Better than
 * Temporal".
 */
enum WorkerDifference {

    /** The exception of a heartbeat names the attempt and the request. */
    HEARTBEATS_ANSWER_IN_OWN_WORDS {

        private static final Map<String, String> ASKED = Map.of("cancel", "cancel", "pause", "pause", "reset", "start over");

        @Override
        WorkerCase applyTo(WorkerCase of) {
            return of.with("WorkflowId=null, RunId=null, ActivityType=Run, ActivityId=" + of.name(), "Activity "
                    + of.activityType() + " (id " + of.name() + ", attempt 1) was asked to " + ASKED.get(of.verb()));
        }
    },

    /** The failure for a payload that cannot be converted names the payload, and has no stack trace of the engine. */
    CONVERSIONS_FAIL_IN_OWN_WORDS {

        @Override
        WorkerCase applyTo(WorkerCase of) {
            WorkerCase told = of
                    .with("com.fasterxml.jackson.databind.JsonMappingException: cannot be read", "A value of type "
                            + PayloadMethods.Bad.class.getName() + " cannot be written as JSON: cannot be read")
                    .with("com.fasterxml.jackson.databind.exc.InvalidFormatException: Cannot deserialize",
                            "The arguments cannot be read as [int]: Cannot deserialize")
                    .with(" at [Source: (byte[])\"\"not a number\"\"; line: 1, column: 1]",
                            " at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 2]");
            for (String field : new String[] { "lastFailure", "outcome" }) {
                if (told.recorded().path(field).path("type").asText().equals(PayloadConversionException.class.getName())) {
                    told.recorded().withObject(field).put("stackTrace", false);
                }
            }
            return told;
        }
    },

    /** Point 2: an attempt is notified at once, not with the answer to the next heartbeat that passes the throttle. */
    CONTROL_IS_PUSHED {

        @Override
        WorkerCase applyTo(WorkerCase of) {
            switch (of.verb()) {
                case "cancel", "pause", "reset" -> of.recorded().put("heartbeatCount",
                        of.recorded().get("heartbeatCount").intValue() - 1);
                default -> {
                }
            }
            return of;
        }
    },

    /** Point 4: a task of a type that this node does not know waits for a node that knows it. */
    UNKNOWN_TYPES_WAIT {

        @Override
        WorkerCase applyTo(WorkerCase of) {
            if (of.name().equals("unknown type")) {
                of.recorded().put("status", "RUNNING").put("attempt", 1).putNull("lastFailure").putNull("outcome")
                        .put("callerGets", "java.util.concurrent.TimeoutException: Activity did not complete within timeout:"
                                + " activityId='unknown type'");
            }
            return of;
        }
    },

    /**
     * Point 5: an outcome that Temporal cannot report, so that the attempt hangs until it times out, is an ordinary failure.
     */
    NOTHING_HANGS {

        @Override
        WorkerCase applyTo(WorkerCase of) {
            return switch (of.name()) {
                case "timeout failure" -> failed(of, thrown(TimeoutFailure.class, "late", null));
                case "cyclic cause" -> failed(of,
                        thrown(RuntimeException.class, "first", thrown(RuntimeException.class, "second", null)));
                case "activity canceled unasked (start-to-close 4 s)" -> failed(of,
                        thrown(ActivityCanceledException.class, "nobody asked", null));
                default -> of;
            };
        }

        private static Failure thrown(Class<?> type, String message, Failure cause) {
            return new Failure(Failure.Kind.APPLICATION, message, type.getName(), false, null, false, null, null, null,
                    "\tat", cause);
        }

        private static WorkerCase failed(WorkerCase of, Failure failure) {
            ObjectNode expected = of.recorded().put("status", "FAILED");
            expected.set("lastFailure", WorkerWording.failure(failure));
            expected.set("outcome", WorkerWording.failure(failure));
            expected.put("callerGets", WorkerWording.thrown(
                    new ActivityFailedException(of.name(), null, null, null, RecordedFailure.of(failure, null)), of.name()));
            return of;
        }
    };

    /** {@return the adjusted case} May change the given case. */
    abstract WorkerCase applyTo(WorkerCase of);
}
