package io.quarkiverse.activities.workflow.runtime.runner;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

import io.quarkiverse.activities.workflow.runtime.runner.RunSchedule.Next;
import io.quarkiverse.activities.workflow.runtime.runner.RunSchedule.Place;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;

/**
 * The runs that this node knows: those whose Workflow Task is under way, and those that stay in memory until the next one. If
 * there are too many of the latter, those leave that nothing has arrived for the longest.
 */
final class HeldRuns {

    /** A run and what may happen to it. Guarded by the lock of {@link HeldRuns}. */
    private static final class Held {

        private final RunSchedule schedule = new RunSchedule();
        private CachedRun instance;
        private RunRow claimed;
    }

    /**
     * The next thing to do with a run.
     *
     * @param instance the instance to use or to remove, or null
     * @param row the row that was claimed, or null
     */
    record Step(Next next, CachedRun instance, RunRow row) {
    }

    private static final Step NOTHING = new Step(Next.NOTHING, null, null);

    private final int capacity;
    private final Consumer<CachedRun> evicted;
    private final Map<UUID, Held> busy = new HashMap<>();
    private final LinkedHashMap<UUID, Held> idle = new LinkedHashMap<>();
    private boolean closed;

    /**
     * @param capacity how many runs stay in memory at most
     * @param evicted is given each instance that leaves memory, and must not block
     */
    HeldRuns(int capacity, Consumer<CachedRun> evicted) {
        this.capacity = capacity;
        this.evicted = evicted;
    }

    /** Something has arrived for a run. */
    Step told(UUID run) {
        return outside(run, RunSchedule::told);
    }

    /** {@return whether this node has the run, or works on it} */
    synchronized boolean knows(UUID run) {
        return idle.containsKey(run) || busy.containsKey(run);
    }

    /** An activity of a run has closed. */
    Step told(UUID run, int activity) {
        return outside(run, schedule -> schedule.told(activity));
    }

    /** An activity of a run has ended on this node, and its outcome is not stored yet. */
    synchronized Step ended(UUID run, int activity) {
        return closed || !idle.containsKey(run) ? NOTHING : outside(run, schedule -> schedule.ended(activity));
    }

    private synchronized Step outside(UUID run, Function<RunSchedule, Next> event) {
        if (closed) {
            return NOTHING;
        }
        Held held = idle.get(run);
        if (held == null) {
            held = busy.computeIfAbsent(run, key -> new Held());
        }
        Next next = event.apply(held.schedule);
        place(run, held);
        return new Step(next, held.instance, null);
    }

    /** This node has claimed a run. */
    synchronized Step claimed(RunRow row) {
        if (closed) {
            return NOTHING;
        }
        UUID run = row.runId();
        Held held = idle.get(run);
        if (held == null) {
            held = busy.computeIfAbsent(run, key -> new Held());
        }
        Next next = held.schedule.claimed();
        place(run, held);
        if (next == Next.NOTHING) {
            held.claimed = row;
            return NOTHING;
        }
        return new Step(next, held.instance, row);
    }

    /** The task of a run has committed, and the run stays open. */
    Step committed(CachedRun instance, boolean arrived) {
        return after(instance.row().runId(), instance, schedule -> schedule.committed(arrived, capacity > 0 && !closed));
    }

    /** The run has closed, or another node has it. */
    Step gone(UUID run) {
        return after(run, null, RunSchedule::gone);
    }

    /** The task has not committed, as far as this node knows. */
    Step broken(UUID run) {
        return after(run, null, RunSchedule::broken);
    }

    /** The task was given up, because the run must be claimed for it. */
    Step mustClaim(UUID run) {
        return after(run, null, schedule -> {
            schedule.told();
            return schedule.broken();
        });
    }

    /** The claim has not found the run ready. */
    Step notClaimed(UUID run) {
        return after(run, null, RunSchedule::notClaimed);
    }

    private synchronized Step after(UUID run, CachedRun instance, Function<RunSchedule, Next> event) {
        Held held = busy.get(run);
        if (held == null) {
            return NOTHING;
        }
        RunRow claimed = held.claimed;
        held.claimed = null;
        Next next = event.apply(held.schedule);
        if (claimed != null && held.schedule.place() != Place.IDLE) {
            // This node has claimed the run while its task was under way. The row tells whether the task has committed
            if (held.schedule.place() == Place.ABSENT) {
                held.schedule.claimed();
            }
            held.instance = next == Next.DROP_AND_CLAIM ? null : instance;
            place(run, held);
            return new Step(held.instance == null ? Next.REBUILD : Next.REUSE, held.instance, claimed);
        }
        held.instance = held.schedule.place() == Place.ABSENT || next == Next.DROP_AND_CLAIM ? null : instance;
        place(run, held);
        shrink(capacity);
        return new Step(next, held.instance, null);
    }

    private void place(UUID run, Held held) {
        switch (held.schedule.place()) {
            case ABSENT -> {
                busy.remove(run);
                idle.remove(run);
            }
            case IDLE -> {
                busy.remove(run);
                idle.put(run, held);
            }
            case BUSY -> {
                idle.remove(run);
                busy.put(run, held);
            }
        }
    }

    private void shrink(int most) {
        Iterator<Held> oldest = idle.values().iterator();
        while (idle.size() > most && oldest.hasNext()) {
            Held held = oldest.next();
            if (held.schedule.evict()) {
                oldest.remove();
                evicted.accept(held.instance);
            }
        }
    }

    /** Removes half of the runs that wait, because memory or threads are scarce. */
    synchronized void shrink() {
        shrink(idle.size() / 2);
    }

    /** Removes all runs that wait. */
    synchronized void evictAll() {
        shrink(0);
    }

    /** {@return how many runs wait in memory} */
    synchronized int idle() {
        return idle.size();
    }

    /** Removes all runs that wait, and accepts no more. Those whose task is under way leave when it ends. */
    synchronized void close() {
        closed = true;
        shrink(0);
    }
}
