package io.quarkiverse.activities.workflow.runtime.body;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Limits how many bodies of Local Activities run at a time, in all and for each run. Those that wait begin in turn, one of each
 * run, so that a run with a thousand of them holds up no other.
 */
final class BodySlots {

    private final int limit;
    private final int limitOfRun;
    private final Map<UUID, Share> shares = new HashMap<>();
    private final Deque<Share> turns = new ArrayDeque<>();
    private int used;

    BodySlots(int limit, int limitOfRun) {
        this.limit = limit;
        this.limitOfRun = limitOfRun;
    }

    /** The slots that one run uses, and its bodies that wait for one. */
    private static final class Share {
        private final UUID run;
        private final Deque<Consumer<Runnable>> waiting = new ArrayDeque<>();
        private int used;
        private boolean inTurns;

        Share(UUID run) {
            this.run = run;
        }
    }

    /**
     * Begins a body when there is a slot for it: at once on this thread, or later on the thread of a body that has ended.
     *
     * @param body must hand over to another thread; it is given an action that frees the slot, which may run only once
     */
    void submit(UUID run, Consumer<Runnable> body) {
        synchronized (this) {
            Share share = shares.computeIfAbsent(run, Share::new);
            share.waiting.add(body);
            queue(share);
        }
        begin();
    }

    /** {@return an action that frees the slot that a body of the run has now; null if the body would have to wait} */
    synchronized Runnable take(UUID run) {
        Share share = shares.get(run);
        if (used >= limit || !turns.isEmpty() || share != null && share.used >= limitOfRun) {
            return null;
        }
        Share taken = share != null ? share : new Share(run);
        shares.put(run, taken);
        used++;
        taken.used++;
        return () -> release(taken);
    }

    private void queue(Share share) {
        if (!share.inTurns && !share.waiting.isEmpty() && share.used < limitOfRun) {
            share.inTurns = true;
            turns.add(share);
        }
    }

    private void begin() {
        List<Runnable> begun = null;
        synchronized (this) {
            if (turns.isEmpty()) {
                return;
            }
            begun = new ArrayList<>();
            while (used < limit && !turns.isEmpty()) {
                Share share = turns.poll();
                share.inTurns = false;
                Consumer<Runnable> body = share.waiting.poll();
                used++;
                share.used++;
                queue(share);
                begun.add(() -> body.accept(() -> release(share)));
            }
        }
        begun.forEach(Runnable::run);
    }

    private void release(Share share) {
        synchronized (this) {
            used--;
            share.used--;
            queue(share);
            if (share.used == 0 && share.waiting.isEmpty()) {
                shares.remove(share.run);
            }
        }
        begin();
    }

    synchronized int used() {
        return used;
    }

    synchronized int waiting() {
        return shares.values().stream().mapToInt(share -> share.waiting.size()).sum();
    }
}
