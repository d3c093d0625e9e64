package io.quarkiverse.activities.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimersTest {

    private static final UUID RUN = new UUID(0, 1);
    private static final long HOUR = Duration.ofHours(1).toNanos();

    private final Timers timers = new Timers();

    @AfterEach
    void stop() {
        timers.stop();
    }

    @Test
    void fireEarlierAfterTimeHasJumped() throws InterruptedException {
        CountDownLatch come = new CountDownLatch(2);
        timers.arm(RUN, 2 * HOUR, come::countDown);
        timers.after(HOUR, come::countDown);
        timers.pass(Duration.ofHours(1));
        timers.pass(Duration.ofHours(2));
        assertThat(come.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void canBeReplacedAndDisarmedAfterAJump() throws InterruptedException {
        CountDownLatch wrong = new CountDownLatch(1);
        CountDownLatch come = new CountDownLatch(1);
        UUID other = new UUID(0, 2);
        timers.arm(RUN, 2 * HOUR, wrong::countDown);
        timers.arm(other, 2 * HOUR, wrong::countDown);
        timers.pass(Duration.ofHours(1));
        timers.disarm(RUN);
        timers.arm(other, 3 * HOUR, come::countDown);
        timers.pass(Duration.ofHours(3));
        assertThat(come.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(wrong.getCount()).isOne();
    }
}
