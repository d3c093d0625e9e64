package io.quarkiverse.activities.test.conformance;

import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.activities.ActivityDescription;

/**
 * How many heartbeats the throttle lets through, and which, is a matter of the clock. On a machine that was as fast as the
 * recorder's nothing is adjusted but the number of the last heartbeat before an interval ended.
 */
final class WorkerThrottle {

    private WorkerThrottle() {
    }

    /** {@return what is expected of attempts that took as long as these did} */
    static ObjectNode adjusted(ObjectNode expected, ActivityDescription shown, List<Beats> beats) {
        Duration interval = shown.heartbeatTimeout().multipliedBy(4).dividedBy(5);
        if (beats.isEmpty() || interval.isZero()) {
            return expected;
        }
        int withFailures = shown.failures().size();
        int atLeast = expected.get("heartbeatCount").intValue();
        int atMost = withFailures + beats.stream().mapToInt(attempt -> attempt.atMost(interval)).sum();
        Beats latest = beats.get(beats.size() - 1);
        int written = (atLeast - withFailures) / beats.size();
        boolean endedWithFailure = withFailures == beats.size();
        int first = endedWithFailure ? latest.last() : latest.earliestAfter(interval.multipliedBy(written - 1));
        int details = shown.heartbeatDetails(String.class).map(text -> Integer.parseInt(text.substring(1))).orElse(-1);
        return expected.deepCopy().put("heartbeatCount", within(atLeast, (int) shown.heartbeatCount(), atMost))
                .put("heartbeatDetails", "[\"h" + within(first, details, latest.last()) + "\"]");
    }

    private static int within(int least, int value, int most) {
        return Math.max(least, Math.min(value, most));
    }
}
