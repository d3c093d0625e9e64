package io.quarkiverse.activities.runtime.worker.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class HeartbeatThrottleTest {

    private static long seconds(HeartbeatThrottle throttle, long heartbeatTimeout) {
        return Duration.ofNanos(throttle.intervalNanos(Duration.ofSeconds(heartbeatTimeout))).toSeconds();
    }

    @Test
    void isFourFifthsOfTheTimeoutAndAMinuteAtMost() {
        assertThat(seconds(HeartbeatThrottle.DEFAULT, 10)).isEqualTo(8);
        assertThat(seconds(HeartbeatThrottle.DEFAULT, 75)).isEqualTo(60);
        assertThat(seconds(HeartbeatThrottle.DEFAULT, 3_600)).isEqualTo(60);
        assertThat(HeartbeatThrottle.DEFAULT.intervalNanos(Duration.ofMillis(1))).isEqualTo(800_000);
    }

    @Test
    void isThirtySecondsWithoutATimeout() {
        assertThat(seconds(HeartbeatThrottle.DEFAULT, 0)).isEqualTo(30);
    }

    @Test
    void usesTheConfigurationOfTheQueue() {
        HeartbeatThrottle configured = new HeartbeatThrottle(Duration.ofSeconds(5), Duration.ofSeconds(3));
        assertThat(seconds(configured, 0)).as("the maximum also caps the default").isEqualTo(3);
        assertThat(seconds(configured, 10)).isEqualTo(3);
        assertThat(seconds(new HeartbeatThrottle(Duration.ofSeconds(5), Duration.ofSeconds(7)), 0)).isEqualTo(5);
    }
}
