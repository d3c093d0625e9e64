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
    /** A suspect that runs for this long does not end its node, or not soon: further suspects no longer wait for it. */
    static final long PROVEN_NANOS = 20_000_000_000L;
    /**
     * After other tasks have waited for nothing, because another node was faster or no suspect could be claimed, they do not
     * wait again for this long.
     */
    private static final long IN_VAIN_NANOS = 30_000_000_000L;
    private static final long AGAIN_NANOS = 1_000_000_000L;

    /** {@code random.applyAsInt(n)} is a number below n. */
    private final IntUnaryOperator random;
    private final Map<UUID, Running> running = new HashMap<>();
    private long nextLook;
    /** The rank whose turn it is; 0 if it is nobody's turn. */
    private int turn;
    private boolean mayBeMore;
    private boolean holding;
    private long heldUntil;
    private long holdAgainAt;

    /** A suspect that runs on this node. */
    private record Running(long claimedAt, int together) {
    }

    /** Suspects to claim now, at most {@code limit}. */
    record Choice(SuspectTasks tasks, int limit) {
    }

    Suspects(long now, IntUnaryOperator random) {
        this.random = random;
        nextLook = now;
        holdAgainAt = now;
    }

    /** {@return when to look for suspects again} */
    long lookAt() {
        return nextLook;
    }

    /** {@return whether to look for suspects now} */
    boolean isDue(long now) {
        running.values().removeIf(one -> now - one.claimedAt >= PROVEN_NANOS);
        return now - nextLook >= 0;
    }

    /** {@return whether the other tasks of this node have to wait} */
    boolean holdOthers(long now) {
        holding = holding && now - heldUntil < 0;
        return holding;
    }

    /**
     * Decides which suspects to claim. One rank after the other gets its turn, and keeps it until there is room for it.
     *
     * @param found the suspects that wait in queues of this node
     * @param idle whether this node runs nothing
     * @param pollNanos how long to wait before looking again if there are none
     * @return the suspects to claim now, or null
     */
    Choice choose(List<SuspectTasks> found, boolean idle, long now, long pollNanos) {
        nextLook = now + (found.isEmpty() ? pollNanos : AGAIN_NANOS);
        mayBeMore = !found.isEmpty();
        List<SuspectTasks> candidates = found.stream().filter(tasks -> tasks.rank() == turn).toList();
        if (candidates.isEmpty()) {
            holdAgainAt = holding ? now + IN_VAIN_NANOS : holdAgainAt;
            holding = false;
            turn = 0;
            candidates = found;
        }
        if (candidates.isEmpty()) {
            return null;
        }
        SuspectTasks chosen = candidates.get(random.applyAsInt(candidates.size()));
        if (chosen.alone() && !idle && turn == 0) {
            if (now - holdAgainAt < 0) {
                return null;
            }
            hold(now); // until this node is idle, but not indefinitely
        }
        turn = chosen.rank();
        boolean mustWait = chosen.alone() && !idle && holdOthers(now);
        int room = room(chosen.together());
        return mustWait || room <= 0 ? null : new Choice(chosen, room);
    }

    /** {@return how many more suspects may run here, so that no suspect, new or running, runs next to too many others} */
    private int room(int together) {
        int most = together;
        for (Running one : running.values()) {
            most = Math.min(most, one.together);
        }
        return most - running.size();
    }

    /** Records which suspects were claimed. */
    void claimed(SuspectTasks chosen, List<ClaimedTask> tasks, long now) {
        tasks.forEach(task -> running.put(task.runId(), new Running(now, chosen.together())));
        turn = 0;
        holding = false;
        if (chosen.alone() && tasks.isEmpty()) {
            holdAgainAt = now + IN_VAIN_NANOS;
        } else if (chosen.alone()) {
            hold(now);
        }
    }

    /** {@return whether the end of an attempt can matter here} */
    boolean areConcerned() {
        return turn != 0 || !running.isEmpty();
    }

    /**
     * Records the end of any attempt of this node.
     *
     * @return whether suspects or others may go on now
     */
    boolean ended(UUID run, boolean idle, long now) {
        boolean wasSuspect = running.remove(run) != null;
        if (wasSuspect && running.isEmpty()) {
            holding = holding && turn != 0;
        }
        if (!(wasSuspect && mayBeMore) && !(turn != 0 && idle)) {
            return wasSuspect;
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
