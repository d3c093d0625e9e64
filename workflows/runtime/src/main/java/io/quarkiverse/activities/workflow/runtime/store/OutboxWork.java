package io.quarkiverse.activities.workflow.runtime.store;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.jdbc.EngineConnections.Work;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTransactions;
import io.quarkiverse.activities.runtime.store.value.StoreException;

/** Empties the outbox of a run. Each message, and each child of a closed run, has a transaction of its own. */
@Singleton
class OutboxWork {

    private final StoreTransactions transactions;
    private final RunOutbox outbox;
    private final RunDeliveries deliveries;
    private final RunFamilies families;

    OutboxWork(StoreTransactions transactions, RunOutbox outbox, RunDeliveries deliveries, RunFamilies families) {
        this.transactions = transactions;
        this.outbox = outbox;
        this.deliveries = deliveries;
        this.families = families;
    }

    /** {@return runs with something in their outbox} */
    List<UUID> runs() {
        return transactions.run(outbox::runs);
    }

    /** {@return whether everything is delivered} What one run sends to another arrives in the order it was sent. */
    boolean deliver(UUID run, Consumer<Aftermath> afterCommit) {
        Set<String> stuck = new HashSet<>();
        for (OutboxEntry entry : transactions.run(connection -> outbox.of(connection, run))) {
            String target = String.valueOf(entry.targetId());
            if (!stuck.contains(target) && !delivered(entry, afterCommit)) {
                stuck.add(target);
            }
        }
        return stuck.isEmpty();
    }

    private boolean delivered(OutboxEntry entry, Consumer<Aftermath> afterCommit) {
        if (entry.kind() == OutboxEntry.Kind.CLOSE_CHILDREN) {
            return childrenClosed(entry, afterCommit);
        }
        Aftermath aftermath = new Aftermath();
        return tried(aftermath, afterCommit, connection -> deliveries.deliver(connection, entry, aftermath));
    }

    private boolean childrenClosed(OutboxEntry entry, Consumer<Aftermath> afterCommit) {
        boolean all = true;
        for (RunFamilies.Child child : transactions.run(connection -> families.children(connection, entry.runId()))) {
            Aftermath aftermath = new Aftermath();
            all &= tried(aftermath, afterCommit, connection -> deliveries.closeChild(connection, child, aftermath));
        }
        return all && transactions.run(connection -> {
            outbox.delete(connection, entry);
            return true;
        });
    }

    /** {@return whether the work is done} If it is not, or something is locked, it has no effect. */
    private boolean tried(Aftermath aftermath, Consumer<Aftermath> afterCommit, Work<Boolean> work) {
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
            afterCommit.accept(aftermath);
            return done;
        } catch (StoreException e) {
            if (!e.isBusy()) {
                throw e;
            }
            return false;
        }
    }
}
