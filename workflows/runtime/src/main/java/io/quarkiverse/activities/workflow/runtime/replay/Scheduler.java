package io.quarkiverse.activities.workflow.runtime.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Runs the coroutines of a run, one at a time, in a fixed order, until all are blocked. It works in passes, as Temporal's Java
 * SDK does. In each pass come first the handlers of earlier deliveries, then what was delivered since the last pass, in the
 * order of delivery, and then all other coroutines in the order of their creation, the workflow method first. A coroutine that
 * was created in a pass runs in the next one.
 */
class Scheduler {

    /** Something that was delivered: a callback, or a handler that becomes a coroutine. */
    private record Delivery(Runnable callback, Coroutine handler) {
    }

    private final Executor threads;
    private final Baton baton;
    private final List<Coroutine> handlers = new ArrayList<>();
    private final List<Coroutine> coroutines = new ArrayList<>();
    private final List<Coroutine> created = new ArrayList<>();
    private List<Delivery> delivered = new ArrayList<>();
    private LongSupplier patience = () -> 0;
    private BooleanSupplier whenAlone;
    private Throwable failure;
    private Coroutine current;
    private boolean exit;
    private boolean pause;
    private boolean progressed;

    Scheduler(Executor threads, Baton baton) {
        this.threads = threads;
        this.baton = baton;
    }

    /** Sets for how many nanoseconds coroutines may do anything else than run workflow code. */
    void patience(LongSupplier newPatience) {
        patience = newPatience;
    }

    /** {@return whether nothing else could go on if the coroutine blocked whose code is running} */
    boolean isAlone() {
        return coroutines.size() == 1 && coroutines.get(0) == current && handlers.isEmpty() && created.isEmpty()
                && delivered.isEmpty();
    }

    /**
     * Sets what begins the next task when the only coroutine is about to block.
     *
     * @param newWhenAlone tells whether a task has begun; called by the thread of the coroutine; null for nothing
     */
    void whenAlone(BooleanSupplier newWhenAlone) {
        whenAlone = newWhenAlone;
    }

    /** {@return whether the code goes on that is running and waits for the condition} Called by its thread. */
    boolean goesOnAlone(BooleanSupplier condition) {
        boolean holds = false;
        while (!holds && mayGoOnAlone() && beginsTask()) {
            holds = condition.getAsBoolean();
        }
        progressed |= holds;
        return holds;
    }

    private boolean mayGoOnAlone() {
        return whenAlone != null && !exit && !baton.isAbandoned() && isAlone();
    }

    /** {@return whether a task has begun, and what was delivered in it is known to the code} */
    private boolean beginsTask() {
        Coroutine blocked = current;
        current = null;
        try {
            if (!whenAlone.getAsBoolean() || delivered.stream().anyMatch(delivery -> delivery.handler != null)) {
                return false;
            }
            deliver(takeDelivered());
            return !exit;
        } catch (Throwable e) {
            failure = e; // not of this code: the thread of the scheduler throws it
            return false;
        } finally {
            current = blocked;
        }
    }

    /** {@return the coroutine whose code is running, or null in a callback} */
    Coroutine current() {
        return current;
    }

    /** Runs a callback in the next pass. It must not block. */
    void callback(Runnable callback) {
        delivered.add(new Delivery(callback, null));
    }

    /** Runs a handler as a coroutine, beginning in the next pass. */
    void handler(Coroutine handler) {
        delivered.add(new Delivery(null, handler));
    }

    /** Runs a coroutine, beginning in the next pass. */
    void add(Coroutine coroutine) {
        created.add(coroutine);
    }

    /** Stops after the code that is running: nothing else runs in this task. */
    void pause() {
        pause = true;
    }

    /** Stops after the code that is running: nothing else runs any more. */
    void exit() {
        exit = true;
    }

    /**
     * Runs until all coroutines are blocked.
     *
     * @throws RunFailure if a failure leaves a coroutine that ends the run with it
     * @throws TaskFailure if anything else leaves a coroutine
     */
    void run() {
        baton.taken(Thread.currentThread());
        pause = false;
        try {
            boolean progress;
            do {
                List<Delivery> batch = takeDelivered();
                progress = runAll(handlers);
                progress |= deliver(batch);
                progress |= runAll(coroutines);
                coroutines.addAll(created);
                progress |= !created.isEmpty();
                created.clear();
            } while (progress && !exit && !pause && goesOn());
        } finally {
            baton.dropped();
        }
    }

    private List<Delivery> takeDelivered() {
        List<Delivery> taken = delivered;
        delivered = new ArrayList<>();
        return taken;
    }

    /** {@return whether there was anything to deliver} */
    private boolean deliver(List<Delivery> batch) {
        int count = 0;
        while (count < batch.size() && !exit) {
            run(batch.get(count++));
        }
        return count > 0;
    }

    private void run(Delivery delivery) {
        if (delivery.callback != null) {
            delivery.callback.run();
            return;
        }
        resume(delivery.handler, null);
        if (!delivery.handler.isDone()) {
            handlers.add(delivery.handler);
        } else {
            rethrow(delivery.handler);
        }
    }

    /** {@return whether one of them could go on} */
    private boolean runAll(List<Coroutine> all) {
        boolean progress = false;
        Coroutine done = null;
        for (Coroutine coroutine : inOrder(all)) {
            if (exit || done != null && done.failure() != null) {
                break;
            }
            progress |= runUntilBlocked(coroutine);
            done = coroutine.isDone() ? coroutine : done;
        }
        if (done != null) {
            all.removeIf(Coroutine::isDone);
            rethrow(done);
        }
        return progress;
    }

    /** {@return the coroutines of the list in the order in which they run} */
    List<Coroutine> inOrder(List<Coroutine> all) {
        return all;
    }

    /** {@return whether another pass follows one in which something went on} */
    boolean goesOn() {
        return !(handlers.isEmpty() && coroutines.isEmpty());
    }

    private boolean runUntilBlocked(Coroutine coroutine) {
        BooleanSupplier condition = coroutine.condition();
        Throwable thrown = null;
        if (condition != null) {
            current = coroutine;
            try {
                if (!condition.getAsBoolean()) {
                    return false;
                }
            } catch (Throwable t) {
                thrown = t;
            } finally {
                current = null;
            }
        }
        progressed = true;
        resume(coroutine, thrown);
        return true;
    }

    /** {@return whether a coroutine has gone on since this was asked for the last time, apart from handlers that were new} */
    boolean takeProgressed() {
        boolean taken = progressed;
        progressed = false;
        return taken;
    }

    private void resume(Coroutine coroutine, Throwable thrown) {
        current = coroutine;
        try {
            coroutine.resume(threads, thrown, patience);
        } finally {
            current = null;
        }
        if (failure != null) {
            throw Coroutine.<RuntimeException> sneaky(failure);
        }
    }

    private static void rethrow(Coroutine done) {
        if (done.failure() instanceof RuntimeException failure) {
            throw failure;
        } else if (done.failure() != null) {
            throw new TaskFailure(done.failure());
        }
    }

    /** {@return where the code of each coroutine waits, in the order in which they run} */
    List<StackTraceElement[]> stacks() {
        return Stream.concat(handlers.stream(), coroutines.stream()).map(Coroutine::stack).toList();
    }

    /** Unwinds all coroutines. {@return how many refuse to end} */
    int evict() {
        exit = true;
        delivered.clear();
        created.clear();
        List<Coroutine> all = new ArrayList<>(handlers);
        all.addAll(coroutines);
        handlers.clear();
        coroutines.clear();
        // At most one is away. It comes last, because it unwinds on its own
        Coroutine away = all.stream().filter(Coroutine::isAway).findFirst().orElse(null);
        int stubborn = 0;
        for (Coroutine coroutine : all) {
            if (coroutine != away) {
                stubborn += evict(coroutine) ? 0 : 1;
            }
        }
        current = null;
        baton.dropped();
        return away == null || evict(away) ? stubborn : stubborn + 1;
    }

    private boolean evict(Coroutine coroutine) {
        current = coroutine;
        return coroutine.evict(threads);
    }
}
