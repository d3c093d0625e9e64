package io.quarkiverse.activities.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.Test;

/** Tests how long executions wait whose timeouts could not be fired. */
class SetAsideTest {

    private static final UUID RUN = new UUID(1, 1);

    private long now;
    private final SetAside setAside = new SetAside(() -> now);

    private Duration pause() {
        long begun = now;
        while (setAside.runs().contains(RUN)) {
            now += Duration.ofMillis(100).toNanos();
        }
        return Duration.ofNanos(now - begun);
    }

    @Test
    void aLockedRowIsTriedAgainAtLeastOnceASecond() {
        for (int millis : new int[] { 100, 200, 400, 800, 1_000, 1_000 }) {
            setAside.locked(RUN);
            assertThat(pause()).isEqualTo(Duration.ofMillis(millis));
        }
    }

    @Test
    void aRowThatFailsIsTriedAgainAtLeastOnceAMinute() {
        for (int seconds : new int[] { 1, 2, 4, 8, 16, 32, 60, 60 }) {
            setAside.failed(RUN, "take over", new Throwable("on purpose", null, false, false) {
            });
            assertThat(pause()).isEqualTo(Duration.ofSeconds(seconds));
        }
    }

    @Test
    void successForgetsEarlierPauses() {
        setAside.locked(RUN);
        setAside.locked(RUN);
        setAside.succeeded(RUN);
        assertThat(setAside.runs()).isEmpty();
        setAside.locked(RUN);
        assertThat(pause()).isEqualTo(Duration.ofMillis(100));
    }
}
