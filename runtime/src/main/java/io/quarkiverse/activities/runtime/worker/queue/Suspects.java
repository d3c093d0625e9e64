package io.quarkiverse.activities.runtime.worker.queue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntUnaryOperator;

import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.runtime.store.value.SuspectTasks;

/**
 * When this node runs suspects: executions whose latest attempts were lost with their node, because perhaps they have ended it.
 * It runs a few at a time, and the most suspicious ones alone, so that others do not lose attempts to them. The other tasks of
 * the node wait for that, but not for long. Guarded by the lock of the {@link Dispatcher}.
 */
final class Suspects {

    /** How long other tasks wait until this node is idle and can run a suspect alone, and again while that runs. */
    static final long ALONE_NANOS = 10_000_000_000L;
    /** Whoever runs for so long does not end its node, or not soon: further suspects no longer wait for it. */
    static final long PROVEN_NANOS = 60_000_000_000L;
    private static final long AGAIN_NANOS = 1_000_000_000L;

    /** {@code random.applyAsInt(n)} is a number below n. */
    private final IntUnaryOperator random;
    /** The suspects that run here, with the times at which they were claimed. */
    private final Map<UUID, Long> running = new HashMap<>();
    private long nextLook;
    private boolean emptying;
    private boolean holding;
    private long heldUntil;

    Suspects(long now, IntUnaryOperator random) {
        this.random = random;
        nextLook = now;
    }

    /** {@return when to look for suspects again, if this node may run some then} */
    long lookAt() {
        return nextLook;
    }

    /** {@return whether to look for suspects now} */
    boolean isDue(long now) {
        running.values().removeIf(claimed -> now - claimed >= PROVEN_NANOS);
        if (now - nextLook < 0) {
            return false;
        }
        if (!running.isEmpty()) {
            nextLook = now + AGAIN_NANOS;
            return false;
        }
        return true;
    }

    /** {@return whether the other tasks of this node have to wait} */
    boolean holdOthers(long now) {
        holding = holding && now - heldUntil < 0;
        return holding;
    }

    /**
     * Decides which suspects to claim.
     *
     * @param found the suspects that wait in queues of this node
     * @param idle whether this node runs nothing
     * @param pollNanos how long to wait before looking again if there are none
     * @return the suspects to claim now, or null
     */
    SuspectTasks choose(List<SuspectTasks> found, boolean idle, long now, long pollNanos) {
        nextLook = now + (found.isEmpty() ? pollNanos : AGAIN_NANOS);
        List<SuspectTasks> candidates = emptying ? found.stream().filter(SuspectTasks::alone).toList() : found;
        if (candidates.isEmpty()) {
            emptying = false;
            holding = false;
            return null;
        }
        SuspectTasks chosen = candidates.get(random.applyAsInt(candidates.size()));
        if (!chosen.alone() || idle || emptying && !holdOthers(now)) {
            emptying = false;
            return chosen;
        }
        if (!emptying) {
            emptying = true;
            hold(now);
        }
        return null;
    }

    /** Records which suspects were claimed. */
    void claimed(SuspectTasks chosen, List<ClaimedTask> tasks, long now) {
        tasks.forEach(task -> running.put(task.runId(), now));
        holding = false;
        if (chosen.alone() && !tasks.isEmpty()) {
            hold(now);
        }
    }

    /** {@return whether the end of an attempt can matter here} */
    boolean areConcerned() {
        return emptying || !running.isEmpty();
    }

    /**
     * Records the end of any attempt of this node.
     *
     * @return whether suspects or others may go on now
     */
    boolean ended(UUID run, boolean idle, long now) {
        boolean wasLast = running.remove(run) != null && running.isEmpty();
        if (wasLast) {
            holding = false;
        }
        if (!wasLast && !(emptying && idle)) {
            return false;
        }
        nextLook = now;
        return true;
    }

    /** Looks for suspects at once, because time has passed or something has changed. */
    void lookNow(long now) {
        nextLook = now;
    }

    private void hold(long now) {
        holding = true;
        heldUntil = now + ALONE_NANOS;
    }
}
