package io.quarkiverse.activities.test.isolation;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.RetryPolicy;
import io.quarkiverse.activities.entity.ActivityWorker;
import io.smallrye.mutiny.Uni;

@Singleton
public class HeldSlotsActivities {

    final CountDownLatch release = new CountDownLatch(1);
    final AtomicBoolean uniCanceled = new AtomicBoolean();
    final AtomicInteger transactions = new AtomicInteger();
    final AtomicInteger mostTransactions = new AtomicInteger();

    @Activity(taskQueue = "stuck", startToCloseTimeout = "500ms", retry = @RetryPolicy(maximumAttempts = 1))
    public void doesNotReturn() throws InterruptedException {
        release.await();
    }

    @Activity(taskQueue = "later", startToCloseTimeout = "500ms", retry = @RetryPolicy(maximumAttempts = 1))
    public Uni<String> neverCompletes() {
        return Uni.createFrom().<String> nothing().onCancellation().invoke(() -> uniCanceled.set(true));
    }

    @Activity(taskQueue = "ledger", startToCloseTimeout = "1m", retry = @RetryPolicy(maximumAttempts = 1))
    @Transactional
    public long usesConnection() throws InterruptedException {
        mostTransactions.accumulateAndGet(transactions.incrementAndGet(), Math::max);
        try {
            long workers = ActivityWorker.count();
            Thread.sleep(200);
            return workers;
        } finally {
            transactions.decrementAndGet();
        }
    }

    @Activity(taskQueue = "ledger", startToCloseTimeout = "1m", retry = @RetryPolicy(maximumAttempts = 1))
    public String needsNoConnection() {
        return "done";
    }
}
