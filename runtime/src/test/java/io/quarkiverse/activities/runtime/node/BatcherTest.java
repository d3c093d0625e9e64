package io.quarkiverse.activities.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.runtime.node.Batcher.Flush;
import io.quarkiverse.activities.runtime.store.value.StoreException;
import io.quarkiverse.activities.runtime.store.value.StoreException.Reason;

class BatcherTest {

    private static final int UNWRITABLE = 113;

    /** Keys whose rows somebody else has locked. */
    private final Set<Integer> locked = ConcurrentHashMap.newKeySet();
    private final List<Integer> written = new CopyOnWriteArrayList<>();
    private final EngineThreads threads = new EngineThreads();
    private final List<Batcher<?, ?>> batchers = new ArrayList<>();
    private volatile RuntimeException failure;
    private volatile Error error;

    @AfterEach
    void close() {
        batchers.forEach(Batcher::close);
    }

    /** {@return a batcher whose requests are numbers: the last digit is the key, and each answer is the request} */
    private Batcher<Integer, Integer> batcher(boolean persistent) {
        Batcher<Integer, Integer> batcher = new Batcher<>("test", persistent, threads, new DatabaseOutage(),
                new NodeListeners(List.of()), new Flush<>(this::write, BatcherTest::key, this::busy));
        batchers.add(batcher);
        return batcher;
    }

    private static Integer key(Integer request) {
        return request % 10;
    }

    private List<Integer> write(List<Integer> batch) {
        if (failure != null) {
            throw failure;
        }
        if (error != null) {
            throw error;
        }
        if (!busy(batch).isEmpty()) {
            throw new StoreException("test", Reason.BUSY, new SQLException("locked", "55P03"));
        }
        if (batch.contains(UNWRITABLE)) {
            throw new StoreException("test", Reason.DATA, new SQLException("cannot be written", "22000"));
        }
        written.addAll(batch);
        return batch;
    }

    private Set<Integer> busy(List<Integer> batch) {
        Set<Integer> busy = new HashSet<>(batch.stream().map(BatcherTest::key).toList());
        busy.retainAll(locked);
        return busy;
    }

    private static int get(CompletableFuture<Integer> answer) throws Exception {
        return answer.get(60, TimeUnit.SECONDS);
    }

    private static void assertNotAnswered(CompletableFuture<Integer> answer) {
        assertThatThrownBy(() -> answer.get(20, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
    }

    @Test
    void aRequestWhoseRowIsLockedForTooLongGetsTheAnswerForThat() throws Exception {
        Batcher<Integer, Integer> batcher = new Batcher<>("test", threads, new DatabaseOutage(), new NodeListeners(List.of()),
                new Flush<>(this::write, BatcherTest::key, this::busy), Duration.ofMillis(50), request -> -request);
        batchers.add(batcher);
        locked.add(7);
        assertThat(get(batcher.submit(7))).isEqualTo(-7);
        locked.clear();
        assertThat(get(batcher.submit(7))).isEqualTo(7);
        assertThat(written).containsExactly(7);
    }

    @Test
    void aRequestThatMeetsALockEachTimeIsTriedAfterGrowingPauses() throws InterruptedException {
        CountDownLatch sixTries = new CountDownLatch(6);
        Batcher<Integer, Integer> batcher = new Batcher<>("test", false, threads, new DatabaseOutage(),
                new NodeListeners(List.of()), new Flush<>(batch -> {
                    sixTries.countDown();
                    return Collections.nCopies(batch.size(), null);
                }, BatcherTest::key, batch -> Set.of()));
        batchers.add(batcher);
        long begun = System.nanoTime();
        batcher.submit(1);
        assertThat(sixTries.await(60, TimeUnit.SECONDS)).isTrue();
        // 20 ms, and each time twice as long
        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(Duration.ofMillis(20 + 40 + 80 + 160 + 320).toNanos());
    }

    @Test
    void aLockedRowDelaysOnlyRequestsWithItsKey() throws Exception {
        Batcher<Integer, Integer> batcher = batcher(true);
        locked.add(1);
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answers.add(batcher.submit(i));
        }
        for (int i = 0; i < 100; i++) {
            if (key(i) != 1) {
                assertThat(get(answers.get(i))).isEqualTo(i);
            }
        }
        assertNotAnswered(answers.get(1));
        assertNotAnswered(answers.get(91));
        locked.clear();
        for (int i = 1; i < 100; i += 10) {
            assertThat(get(answers.get(i))).isEqualTo(i);
        }
        assertThat(written.stream().filter(request -> key(request) == 1)).containsExactly(1, 11, 21, 31, 41, 51, 61, 71, 81,
                91);
    }

    @Test
    void onlyTheRequestThatCannotBeWrittenFails() throws Exception {
        Batcher<Integer, Integer> batcher = batcher(true);
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            answers.add(batcher.submit(i));
        }
        for (int i = 0; i < 120; i++) {
            CompletableFuture<Integer> answer = answers.get(i);
            if (i == UNWRITABLE) {
                assertThatThrownBy(() -> get(answer)).isInstanceOf(ExecutionException.class)
                        .hasMessageContaining("cannot be written");
            } else {
                assertThat(get(answer)).isEqualTo(i);
            }
        }
    }

    @Test
    void anOutageFailsOnlyRequestsThatAreNotPersistent() throws Exception {
        failure = new StoreException("test", Reason.OUTAGE, new SQLException("gone", "08006"));
        CompletableFuture<Integer> kept = batcher(true).submit(1);
        CompletableFuture<Integer> failed = batcher(false).submit(2);
        assertThatThrownBy(() -> get(failed)).hasCause(failure);
        assertThat(kept).isNotDone();
        failure = null;
        assertThat(get(kept)).isEqualTo(1);
    }

    @Test
    void anErrorFailsTheRequestAndNotTheThread() throws Exception {
        Batcher<Integer, Integer> batcher = batcher(true);
        error = new OutOfMemoryError("for this test");
        assertThatThrownBy(() -> get(batcher.submit(1))).hasCause(error);
        error = null;
        assertThat(get(batcher.submit(2))).isEqualTo(2);
    }

    @Test
    void aClosedBatcherWritesWhatHasArrivedAndRefusesTheRest() throws Exception {
        Batcher<Integer, Integer> batcher = batcher(true);
        locked.add(1);
        CompletableFuture<Integer> held = batcher.submit(1);
        CompletableFuture<Integer> free = batcher.submit(2);
        batcher.close();
        assertThat(get(free)).isEqualTo(2);
        assertThatThrownBy(() -> get(held)).hasMessageContaining("shut down");
        assertThatThrownBy(() -> get(batcher.submit(3))).hasMessageContaining("shut down");
    }
}
