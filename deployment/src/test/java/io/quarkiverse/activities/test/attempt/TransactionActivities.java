package io.quarkiverse.activities.test.attempt;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.TaskQueue;
import io.quarkiverse.activities.test.harness.NamedRow;
import io.quarkus.narayana.jta.runtime.TransactionConfiguration;

/** Activities that write in transactions, and the number of rows they stored. */
@Singleton
@TaskQueue("ledger")
public class TransactionActivities {

    final AtomicInteger begun = new AtomicInteger();
    final AtomicInteger returned = new AtomicInteger();
    final CountDownLatch releaseFirst = new CountDownLatch(1);

    @Inject
    ActivityContext context;

    @Inject
    EntityManager entities;

    /** Writes a row. The first attempt then waits until the test releases it, after its timeout. */
    @Activity(startToCloseTimeout = "1s")
    @Transactional
    public int writeAndWait(String key) throws InterruptedException {
        int attempt = context.info().attempt();
        begun.incrementAndGet();
        try {
            entities.persist(new NamedRow(key));
            if (attempt == 1) {
                entities.flush();
                releaseFirst.await(30, TimeUnit.SECONDS);
            }
            return attempt;
        } finally {
            returned.incrementAndGet();
        }
    }

    @Activity(startToCloseTimeout = "120s")
    @Transactional
    public String slow(String key, long millis) throws InterruptedException {
        entities.persist(new NamedRow(key));
        TimeUnit.MILLISECONDS.sleep(millis); // longer than the default transaction timeout
        return key;
    }

    @Activity(startToCloseTimeout = "30s")
    @Transactional(dontRollbackOn = Exception.class)
    public void checked(String key) throws Exception {
        entities.persist(new NamedRow(key));
        throw new Exception("checked");
    }

    @Activity(startToCloseTimeout = "30s")
    public Duration plain() {
        return context.info().startToCloseTimeout();
    }

    @Transactional
    @TransactionConfiguration(timeout = 60)
    long stored(String key) {
        return entities.createQuery("select count(*) from NamedRow where name = :key", Long.class).setParameter("key", key)
                .getSingleResult();
    }
}
