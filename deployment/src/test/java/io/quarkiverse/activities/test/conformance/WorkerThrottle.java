package io.quarkiverse.activities.test.conformance;

import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.activities.ActivityDescription;

/**
 * Adjusts expectations to the speed of the machine, which determines how many heartbeats pass the throttle, and which. On a
 * machine as fast as the recorder's only the number of the last heartbeat before the end of an interval is adjusted.
 */
final class WorkerThrottle {

    private WorkerThrottle() {
    }

    /** {@return the expected outcome of attempts with these heartbeat times} */
    static ObjectNode adjusted(ObjectNode expected, ActivityDescription shown, List<HeartbeatTimes> attempts) {
        Duration interval = shown.heartbeatTimeout().multipliedBy(4).dividedBy(5);
        if (attempts.isEmpty() || interval.isZero()) {
            return expected;
        }
        int withFailures = shown.failures().size();
        int atLeast = expected.get("heartbeatCount").intValue();
        int atMost = withFailures + attempts.stream().mapToInt(attempt -> attempt.atMost(interval)).sum();
        HeartbeatTimes latest = attempts.get(attempts.size() - 1);
        int written = (atLeast - withFailures) / attempts.size();
        boolean endedWithFailure = withFailures == attempts.size();
        int first = endedWithFailure ? latest.last() : latest.earliestAfter(interval.multipliedBy(written - 1));
        int details = shown.heartbeatDetails(String.class).map(text -> Integer.parseInt(text.substring(1))).orElse(-1);
        return expected.deepCopy().put("heartbeatCount", within(atLeast, (int) shown.heartbeatCount(), atMost))
                .put("heartbeatDetails", "[\"h" + within(first, details, latest.last()) + "\"]");
    }

    private static int within(int least, int value, int most) {
        return Math.max(least, Math.min(value, most));
    }
}
