package io.quarkiverse.activities.workflow.runtime.store;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.jdbc.EngineConnections.Work;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTransactions;
import io.quarkiverse.activities.runtime.store.value.StoreException;

/** Empties the outbox of a run. Each message, and each child of a closed run, has a transaction of its own. */
@Singleton
public class OutboxWork {

    private static final UUID FIRST = new UUID(0, 0);

    private final StoreTransactions transactions;
    private final RunOutbox outbox;
    private final RunDeliveries deliveries;
    private final RunFamilies families;
    private final CommitFollower follower;

    OutboxWork(StoreTransactions transactions, RunOutbox outbox, RunDeliveries deliveries, RunFamilies families,
            CommitFollower follower) {
        this.transactions = transactions;
        this.outbox = outbox;
        this.deliveries = deliveries;
        this.families = families;
        this.follower = follower;
    }

    /**
     * {@return some of the runs with something in their outbox}
     *
     * @param after the last run that was read before, or null for the first ones
     */
    public List<UUID> runs(UUID after) {
        return transactions.run(connection -> outbox.runs(connection, after == null ? FIRST : after));
    }

    /**
     * {@return whether everything in the outbox of the run is delivered; if not, try again later} Messages from one run to
     * another arrive in the order in which they were sent.
     */
    public boolean deliver(UUID run) {
        Set<String> stuck = new HashSet<>();
        List<OutboxEntry> page = page(run, 0);
        while (!page.isEmpty()) {
            for (OutboxEntry entry : page) {
                String target = String.valueOf(entry.targetId());
                if (!stuck.contains(target) && !delivered(entry)) {
                    stuck.add(target);
                }
            }
            page = page.size() < RunOutbox.PAGE ? List.of() : page(run, page.get(page.size() - 1).id());
        }
        return stuck.isEmpty();
    }

    private List<OutboxEntry> page(UUID run, long after) {
        return transactions.run(connection -> outbox.of(connection, run, after));
    }

    private boolean delivered(OutboxEntry entry) {
        if (entry.kind() == OutboxEntry.Kind.CLOSE_CHILDREN) {
            return childrenClosed(entry);
        }
        Aftermath aftermath = new Aftermath();
        return tried(aftermath, connection -> deliveries.deliver(connection, entry, aftermath));
    }

    private boolean childrenClosed(OutboxEntry entry) {
        boolean all = true;
        for (RunFamilies.Child child : transactions.run(connection -> families.children(connection, entry.runId()))) {
            Aftermath aftermath = new Aftermath();
            all &= tried(aftermath, connection -> deliveries.closeChild(connection, child, aftermath));
        }
        return all && transactions.run(connection -> {
            outbox.delete(connection, entry);
            return true;
        });
    }

    /** {@return whether the work is done} If it is not, or something is locked, it has no effect. */
    private boolean tried(Aftermath aftermath, Work<Boolean> work) {
        try {
            boolean done = transactions.run(connection -> {
                aftermath.clear();
                boolean result = work.on(connection);
                if (!result) {
                    connection.rollback();
                    aftermath.clear();
                }
                return result;
            });
            follower.follow(aftermath);
            return done;
        } catch (StoreException e) {
            if (!e.isBusy()) {
                throw e;
            }
            return false;
        }
    }
}
