package io.quarkiverse.activities.runtime.worker.attempt;

import java.time.Duration;

/**
 * Limits how often the heartbeats of an attempt are written.
 *
 * @param byDefault the interval for attempts without a heartbeat timeout
 * @param maximum the longest interval
 */
record HeartbeatThrottle(Duration byDefault, Duration maximum) {

    static final HeartbeatThrottle DEFAULT = new HeartbeatThrottle(Duration.ofSeconds(30), Duration.ofSeconds(60));

    /** {@return 80 % of the heartbeat timeout, or the default if there is none; never more than the maximum} */
    long intervalNanos(Duration heartbeatTimeout) {
        Duration interval = heartbeatTimeout.isZero() ? byDefault : heartbeatTimeout.multipliedBy(4).dividedBy(5);
        return (interval.compareTo(maximum) > 0 ? maximum : interval).toNanos();
    }
}
