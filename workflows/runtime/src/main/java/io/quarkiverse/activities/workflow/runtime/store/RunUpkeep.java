package io.quarkiverse.activities.workflow.runtime.store;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTransactions;

/** Counts open runs, and deletes closed ones. Each method commits before it returns. */
@Singleton
public class RunUpkeep {

    private final StoreTransactions transactions;
    private final StoreTime time;
    private final RunStatisticsTable statistics;
    private final RunRetention retention;

    RunUpkeep(StoreTransactions transactions, StoreTime time, RunStatisticsTable statistics, RunRetention retention) {
        this.transactions = transactions;
        this.time = time;
        this.statistics = statistics;
        this.retention = retention;
    }

    /** {@return the store's time as far as this process knows it, without asking the database} */
    public Instant estimatedTime() {
        return time.estimate();
    }

    /** {@return how many runs are open} Reads all of them. */
    public RunStatistics statistics() {
        return transactions.ask(statistics::read);
    }

    /**
     * Deletes runs that closed longer than {@code age} ago.
     *
     * @return how many were deleted, at most {@code limit}
     */
    public int deleteClosedBefore(Duration age, int limit) {
        return transactions.run(connection -> retention.deleteClosedBefore(connection, age, limit));
    }

    /** {@return whether there was such a closed run, which is deleted now} */
    public boolean delete(UUID run) {
        return transactions.ask(connection -> retention.delete(connection, run));
    }
}
