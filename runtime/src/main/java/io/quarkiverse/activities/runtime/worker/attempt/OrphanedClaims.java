package io.quarkiverse.activities.runtime.worker.attempt;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import io.quarkiverse.activities.runtime.node.DatabaseOutage;
import io.quarkiverse.activities.runtime.node.Node;
import io.quarkiverse.activities.runtime.store.ActivityStore;

/**
 * Attempts that belong to this node and do not run here: a connection broke after their claim or their eager start had
 * committed, and before this node heard of it. Looked for only after the database was away.
 */
public final class OrphanedClaims {

    /** For so long an attempt may be on its way from the database to its thread. */
    private static final long GRACE_NANOS = 5_000_000_000L;

    private final ActivityStore store;
    private final Node node;
    private final DatabaseOutage outage;
    private final AttemptRunner attempts;
    private final Map<UUID, Suspect> suspects = new HashMap<>();
    private long outagesSeen;
    private long lookAgainUntil = System.nanoTime();

    private record Suspect(int fence, long since) {
    }

    public OrphanedClaims(ActivityStore store, Node node, DatabaseOutage outage, AttemptRunner attempts) {
        this.store = store;
        this.node = node;
        this.outage = outage;
        this.attempts = attempts;
    }

    /** {@return the fences of those that are to be given back, by run} */
    public Map<UUID, Integer> find() {
        long now = System.nanoTime();
        if (outagesSeen != outage.count()) {
            outagesSeen = outage.count();
            // What the server was about to commit when the connection broke may be seen only later
            lookAgainUntil = now + 2 * GRACE_NANOS;
        }
        if (suspects.isEmpty() && now - lookAgainUntil >= 0) {
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
