package io.quarkiverse.activities.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LingerTest {

    private static final long MILLISECOND = 1_000_000;

    private final Linger linger = new Linger(0);
    private long now;
    private long total;

    /** Requests arrive at this rate, and each batch takes a millisecond to write. */
    private void arrive(int perMillisecond, int milliseconds) {
        for (int i = 0; i < milliseconds; i++) {
            total += perMillisecond;
            now += MILLISECOND;
            linger.arrived(total, now);
            linger.flushed(MILLISECOND);
            linger.writing();
        }
    }

    @Test
    void nothingWaitsAtFirstNorAfterAPauseNorWhileFewArrive() {
        assertThat(linger.nanos(1)).as("at first").isZero();
        arrive(3, 1_000);
        assertThat(linger.nanos(1)).as("three in the time of a batch").isZero();
        arrive(8, 1_000);
        assertThat(linger.nanos(1)).as("eight").isBetween(2 * MILLISECOND - 10, 2 * MILLISECOND);
        now += 200 * MILLISECOND;
        linger.arrived(++total, now);
        assertThat(linger.nanos(1)).as("after a pause").isZero();
    }

    @Test
    void theWaitIsLimitedInTimeAndSize() {
        arrive(8, 1_000);
        assertThat(linger.nanos(Linger.ENOUGH - 1)).isPositive();
        assertThat(linger.nanos(Linger.ENOUGH)).isZero();
        for (int i = 0; i < 100; i++) {
            linger.flushed(50 * MILLISECOND);
        }
        assertThat(linger.nanos(1)).isEqualTo(Linger.LONGEST_NANOS);
    }

    @Test
    void nobodyIsWaitedForWhoWaitsHimself() {
        arrive(16, 1_000);
        linger.waited(false, 16, 16);
        assertThat(linger.enough()).as("the second half of the wait brought nothing").isEqualTo(16);
        assertThat(linger.nanos(15)).isPositive();
        assertThat(linger.nanos(16)).isZero();
        linger.waited(true, 16, 16);
        assertThat(linger.enough()).as("all came in time").isEqualTo(16);
        arrive(16, 31);
        assertThat(linger.nanos(16)).isZero();
        arrive(16, 1);
        assertThat(linger.nanos(16)).as("it finds out again, now and then").isPositive();
        linger.waited(false, 16, 20);
        assertThat(linger.enough()).as("there are more").isEqualTo(Linger.ENOUGH);
        linger.waited(false, 7, 7);
        assertThat(linger.enough()).as("there are fewer").isEqualTo(7);
    }
}
