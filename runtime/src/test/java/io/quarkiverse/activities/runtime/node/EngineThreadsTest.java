package io.quarkiverse.activities.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

class EngineThreadsTest {

    private final EngineThreads threads = new EngineThreads();

    @Test
    void workThatThrowsBeginsAgain() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        CountDownLatch works = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        EngineThread thread = threads.start("worker", () -> {
            if (begun.incrementAndGet() == 1) {
                throw new IllegalStateException("for this test");
            } else if (begun.get() == 2) {
                throw new OutOfMemoryError("for this test");
            }
            works.countDown();
            await(end);
        });
        await(works);
        assertThat(threads.failures()).containsEntry("worker", 2);
        assertThat(threads.hopeless()).isEmpty();
        assertThat(thread.isAlive()).isTrue();
        end.countDown();
        thread.join(60_000);
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void workThatThrowsAgainAndAgainIsHopeless() throws Exception {
        EngineThread thread = threads.start("broken", () -> {
            throw new IllegalStateException("for this test");
        });
        while (threads.hopeless().isEmpty()) {
            assertThat(thread.isAlive()).isTrue();
            Thread.onSpinWait();
        }
        assertThat(threads.hopeless()).containsExactly("broken");
        thread.interrupt();
        thread.join(60_000);
        assertThat(thread.isAlive()).isFalse();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
