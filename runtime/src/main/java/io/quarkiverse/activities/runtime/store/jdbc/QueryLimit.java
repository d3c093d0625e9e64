package io.quarkiverse.activities.runtime.store.jdbc;

import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig;
import io.quarkiverse.activities.runtime.store.value.StoreException;

/** Keeps one connection of the callers free of queries that may take long, so that a verb never waits for a list. */
@Singleton
class QueryLimit {

    private final Semaphore permits;
    private final long patienceMillis;

    @Inject
    QueryLimit(ActivitiesRuntimeConfig config) {
        permits = new Semaphore(Math.max(1, config.clientConnections() - 1), true);
        patienceMillis = config.queryTimeout().toMillis();
    }

    <T> T within(Supplier<T> query) {
        if (!acquire()) {
            throw new StoreException("this node", StoreException.Reason.TIMEOUT, new SQLException("all connections for queries"
                    + " (quarkus.activities.client-connections) were in use for that long"));
        }
        try {
            return query.get();
        } finally {
            permits.release();
        }
    }

    private boolean acquire() {
        try {
            return permits.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
