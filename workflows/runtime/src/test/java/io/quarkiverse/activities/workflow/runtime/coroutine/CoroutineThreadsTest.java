package io.quarkiverse.activities.workflow.runtime.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

class CoroutineThreadsTest {

    @Test
    void aPoolHasALimitThatCountsThreadsInUse() throws InterruptedException {
        CoroutineThreads threads = new CoroutineThreads(null, 2);
        assertThat(threads.isLimited()).isTrue();
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            threads.execute(() -> {
                begun.countDown();
                await(end);
            });
        }
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> threads.execute(() -> {
        })).isInstanceOf(RejectedExecutionException.class).hasMessageContaining("in use");
        end.countDown();
        CountDownLatch third = new CountDownLatch(1);
        while (third.getCount() > 0) {
            try {
                threads.execute(third::countDown);
                assertThat(third.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (RejectedExecutionException e) {
                Thread.onSpinWait(); // the others have not yet ended
            }
        }
        threads.shutdown();
        assertThatThrownBy(() -> threads.execute(() -> {
        })).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void virtualThreadsHaveNoLimit() {
        int[] started = new int[1];
        CoroutineThreads threads = new CoroutineThreads(task -> started[0]++, 1);
        assertThat(threads.isLimited()).isFalse();
        threads.execute(() -> {
        });
        threads.execute(() -> {
        });
        assertThat(started[0]).isEqualTo(2);
        threads.shutdown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
