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

    /** {@return runs with something in their outbox} */
    public List<UUID> runs() {
        return transactions.run(outbox::runs);
    }

    /**
     * {@return whether everything in the outbox of the run is delivered; if not, try again later} What one run sends to another
     * arrives in the order it was sent.
     */
    public boolean deliver(UUID run) {
        Set<String> stuck = new HashSet<>();
        for (OutboxEntry entry : transactions.run(connection -> outbox.of(connection, run))) {
            String target = String.valueOf(entry.targetId());
            if (!stuck.contains(target) && !delivered(entry)) {
                stuck.add(target);
            }
        }
        return stuck.isEmpty();
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
