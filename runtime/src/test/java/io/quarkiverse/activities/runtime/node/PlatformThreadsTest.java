package io.quarkiverse.activities.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class PlatformThreadsTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final AtomicReference<Throwable> uncaught = new AtomicReference<>();
    private PlatformThreads threads = threads(LONG);

    private PlatformThreads threads(Duration idle) {
        return new PlatformThreads(runner -> {
            Thread thread = new Thread(runner);
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((where, what) -> uncaught.set(what));
            return thread;
        }, idle);
    }

    @AfterEach
    void shutdown() {
        threads.shutdown();
    }

    @Test
    void blockedTasksDoNotDelayOthers() throws Exception {
        int tasks = 100;
        CyclicBarrier all = new CyclicBarrier(tasks + 1);
        for (int i = 0; i < tasks; i++) {
            threads.execute(() -> meet(all));
        }
        meet(all);
        assertThat(threads.size()).isEqualTo(tasks);
    }

    @Test
    void noMoreTasksThanAllowedRunAtATime() throws Exception {
        PlatformThreads limited = PlatformThreads.named("limited", 3);
        int tasks = 200;
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier all = new CyclicBarrier(3);
        CountDownLatch run = new CountDownLatch(tasks);
        for (int i = 0; i < tasks; i++) {
            boolean first = i < 3;
            limited.execute(() -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                if (first) {
                    meet(all); // all three threads are needed
                }
                running.decrementAndGet();
                run.countDown();
            });
        }
        assertThat(run.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(most).hasValue(3);
        assertThat(limited.size()).isLessThanOrEqualTo(3);
        limited.shutdown();
    }

    @Test
    void threadsAreReused() throws Exception {
        int tasks = 20;
        for (int round = 0; round < 50; round++) {
            CyclicBarrier all = new CyclicBarrier(tasks + 1);
            for (int i = 0; i < tasks; i++) {
                threads.execute(() -> meet(all));
            }
            meet(all);
            awaitIdle();
        }
        assertThat(threads.size()).isEqualTo(tasks);
    }

    @Test
    void eachTaskRunsOnceWhicheverThreadSubmitsIt() throws Exception {
        int each = 50_000;
        List<Thread> submitters = new ArrayList<>();
        CountDownLatch run = new CountDownLatch(4 * each);
        for (int i = 0; i < 4; i++) {
            Thread submitter = new Thread(() -> {
                for (int task = 0; task < each; task++) {
                    threads.execute(run::countDown);
                }
            });
            submitter.start();
            submitters.add(submitter);
        }
        assertThat(run.await(1, TimeUnit.MINUTES)).isTrue();
        for (Thread submitter : submitters) {
            submitter.join();
        }
    }

    @Test
    void tasksMaySubmitTasks() throws Exception {
        CountDownLatch run = new CountDownLatch(1_000);
        threads.execute(() -> submitNext(run));
        assertThat(run.await(1, TimeUnit.MINUTES)).isTrue();
    }

    private void submitNext(CountDownLatch run) {
        run.countDown();
        if (run.getCount() > 0) {
            threads.execute(() -> submitNext(run));
        }
    }

    @Test
    void threadsWithoutTasksEnd() throws Exception {
        threads.shutdown();
        threads = threads(Duration.ofMillis(1));
        for (int round = 0; round < 20; round++) {
            CountDownLatch run = new CountDownLatch(1);
            threads.execute(run::countDown);
            assertThat(run.await(1, TimeUnit.MINUTES)).isTrue();
            awaitNone();
        }
    }

    @Test
    void exceptionsAndInterruptionsDoNotEndThreads() throws Exception {
        threads.execute(() -> {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("thrown");
        });
        CountDownLatch run = new CountDownLatch(1);
        threads.execute(run::countDown);
        assertThat(run.await(1, TimeUnit.MINUTES)).isTrue();
        while (uncaught.get() == null) {
            Thread.sleep(1);
        }
        assertThat(uncaught.get()).hasMessage("thrown");
    }

    @Test
    void shutdownRunsAcceptedTasksAndRejectsNewOnes() throws Exception {
        CountDownLatch begin = new CountDownLatch(1);
        CountDownLatch run = new CountDownLatch(10);
        for (int i = 0; i < 10; i++) {
            threads.execute(() -> {
                await(begin);
                run.countDown();
            });
        }
        threads.shutdown();
        assertThatThrownBy(() -> threads.execute(run::countDown)).isInstanceOf(RejectedExecutionException.class);
        begin.countDown();
        assertThat(run.await(1, TimeUnit.MINUTES)).isTrue();
        awaitNone();
    }

    private void awaitNone() throws InterruptedException {
        while (threads.size() > 0) {
            Thread.sleep(1);
        }
    }

    private void awaitIdle() throws InterruptedException {
        while (threads.idle() < threads.size()) {
            Thread.sleep(1);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(1, TimeUnit.MINUTES);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
