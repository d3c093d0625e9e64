package io.quarkiverse.activities.runtime.worker.attempt;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import io.quarkiverse.activities.runtime.node.DatabaseOutage;
import io.quarkiverse.activities.runtime.node.Node;
import io.quarkiverse.activities.runtime.store.ActivityStore;

/**
 * Finds attempts that this node owns but does not run. This happens if a connection breaks after a claim or an eager start has
 * committed, but before this node receives the result. Therefore it searches only after a database outage, and after
 * transactions of the application that may have committed without this node knowing.
 */
public final class OrphanedClaims {

    /** How long an attempt may take from the database to its thread. */
    private static final long GRACE_NANOS = 5_000_000_000L;

    private final ActivityStore store;
    private final Node node;
    private final DatabaseOutage outage;
    private final AttemptRunner attempts;
    private final Map<UUID, Suspect> suspects = new HashMap<>();
    private volatile boolean inDoubt;
    private long lastOutageCount;
    private long searchUntil = System.nanoTime();

    private record Suspect(int fence, long since) {
    }

    public OrphanedClaims(ActivityStore store, Node node, DatabaseOutage outage, AttemptRunner attempts) {
        this.store = store;
        this.node = node;
        this.outage = outage;
        this.attempts = attempts;
    }

    /**
     * Records that a transaction in which this node claimed an attempt may have committed, although it seems to have failed.
     */
    public void inDoubt() {
        inDoubt = true;
    }

    /** {@return the fences of the attempts to give back, by run} */
    public Map<UUID, Integer> find() {
        long now = System.nanoTime();
        if (lastOutageCount != outage.count() || inDoubt) {
            inDoubt = false;
            lastOutageCount = outage.count();
            // A transaction that was committing when the connection broke may become visible only later
            searchUntil = now + 2 * GRACE_NANOS;
        }
        if (suspects.isEmpty() && now - searchUntil >= 0) {
            return Map.of();
        }
        Map<UUID, Integer> owned = store.owned(node.id());
        owned.entrySet().removeIf(attempt -> attempts.find(attempt.getKey(), attempt.getValue()) != null);
        suspects.entrySet()
                .removeIf(suspect -> !Integer.valueOf(suspect.getValue().fence()).equals(owned.get(suspect.getKey())));
        owned.forEach((run, fence) -> suspects.putIfAbsent(run, new Suspect(fence, now)));
        owned.keySet().removeIf(run -> now - suspects.get(run).since() < GRACE_NANOS);
        suspects.keySet().removeAll(owned.keySet());
        return owned;
    }
}
