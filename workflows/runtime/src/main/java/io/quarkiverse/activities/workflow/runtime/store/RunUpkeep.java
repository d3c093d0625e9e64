package io.quarkiverse.activities.workflow.runtime.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.query.Query;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTransactions;
import io.quarkiverse.activities.workflow.WorkflowSummary;

/** Counts, lists and deletes runs, for those who watch them. Each method commits before it returns. */
@Singleton
public class RunUpkeep {

    private final StoreTransactions transactions;
    private final StoreTime time;
    private final RunStatisticsTable statistics;
    private final RunRetention retention;
    private final RunListing listing;
    private final RunReads reads;

    RunUpkeep(StoreTransactions transactions, StoreTime time, RunStatisticsTable statistics, RunRetention retention,
            RunListing listing, RunReads reads) {
        this.transactions = transactions;
        this.time = time;
        this.statistics = statistics;
        this.retention = retention;
        this.listing = listing;
        this.reads = reads;
    }

    /** {@return the store's time as far as this process knows it, without asking the database} */
    public Instant estimatedTime() {
        return time.estimate();
    }

    /** {@return how many runs are open} Reads all of them. */
    public RunStatistics statistics() {
        return transactions.ask(statistics::read);
    }

    /** {@return the runs that were started before the given run, or all if it is null; the latest first} */
    public List<WorkflowSummary> list(Query query, UUID before, int limit) {
        return transactions.query(connection -> listing.list(connection, query, before, limit));
    }

    /**
     * {@return how many runs match, by group; the only group is "" if the query does not group}
     *
     * @throws IllegalArgumentException if there are more groups than anybody would look at
     */
    public Map<String, Long> count(Query query) {
        return transactions.query(connection -> listing.count(connection, query));
    }

    /**
     * {@return those of the runs that another transaction has locked}
     *
     * @param closing whether they are to be closed, so that a transaction that only keeps them open is in the way too
     */
    public Set<UUID> locked(Collection<UUID> runs, boolean closing) {
        return transactions.probe(connection -> reads.locked(connection, runs, closing));
    }

    /** {@return the context that was propagated to an open run, or null} */
    public byte[] header(UUID run) {
        return transactions.run(connection -> reads.header(connection, run));
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
