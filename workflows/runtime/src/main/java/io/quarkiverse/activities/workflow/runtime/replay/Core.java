package io.quarkiverse.activities.workflow.runtime.replay;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.quarkiverse.activities.failure.ApplicationFailure;

/** The objects that all parts of a run share. */
final class Core {

    /** Each open coroutine needs a thread while the run is in memory. */
    static final int MAXIMUM_COROUTINES = 1_000;

    final RunStart start;
    final Conversion conversion;
    final CommandQueue commands;
    final Scheduler scheduler;
    final Ending ending;
    /** Never canceled: the scope of callbacks and of handlers. */
    final Scope outermost;
    /** Canceled with the run: the scope of the workflow method. */
    final Scope root;
    final JournalSize journal = new JournalSize();
    private final Baton baton = new Baton();
    private Recorded recorded = Recorded.LIVE;
    private InlineLocals inlineLocals;
    private Instant now;
    private boolean readOnly;
    private boolean looping;
    private String seed;
    private int uuids;
    private int runningCoroutines;

    Core(RunStart start, Conversion conversion, Executor threads, Parts parts) {
        this.start = start;
        this.conversion = conversion;
        seed = start.info().runId();
        commands = parts.commands();
        scheduler = parts.scheduler(threads, baton);
        ending = new Ending(this);
        outermost = new Scope(this, null, null);
        root = new Scope(this, outermost, null);
    }

    // Checks

    /** Throws if the calling thread does not run code of this run. */
    void check() {
        if (baton.isAbandoned()) {
            throw new Eviction();
        }
        baton.check();
        Coroutine coroutine = scheduler.current();
        if (coroutine != null) {
            coroutine.throwIfEvicted();
        }
    }

    /** Throws if the calling code may not change anything. */
    void checkChange() {
        check();
        if (readOnly) {
            throw new ReadOnlyException();
        }
    }

    /** {@return the coroutine of the calling code} */
    Coroutine coroutine() {
        Coroutine coroutine = scheduler.current();
        if (coroutine == null) {
            throw new IllegalStateException(
                    "Constructors of workflows and callbacks of promises must not block. Start a coroutine"
                            + " with async() instead");
        }
        return coroutine;
    }

    Scope currentScope() {
        Coroutine coroutine = scheduler.current();
        return coroutine == null ? outermost : coroutine.scope();
    }

    // Coroutines

    /** Blocks the calling code until the condition holds. */
    void block(BooleanSupplier condition) {
        checkChange();
        Coroutine coroutine = coroutine();
        if (!condition.getAsBoolean() && !scheduler.goesOnAlone(condition)) {
            coroutine.block(condition);
        }
    }

    Coroutine newCoroutine(Scope parent, Runnable body) {
        Scope own = new Scope(this, parent, null);
        return new Coroutine(own, baton, () -> {
            try {
                if (++runningCoroutines > MAXIMUM_COROUTINES) {
                    throw new TaskFailure(new IllegalStateException("More than " + MAXIMUM_COROUTINES
                            + " coroutines are open at"
                            + " the same time. Start calls with start() instead of async(), or child workflows for parts"));
                }
                body.run();
            } finally {
                runningCoroutines--;
                own.leave();
            }
        });
    }

    /** Starts a coroutine. An exception that leaves it fails the promise; an error fails the task. */
    <R> PromiseState<R> async(Callable<R> code) {
        checkChange();
        PromiseState<R> promise = new PromiseState<>(this);
        Coroutine coroutine = newCoroutine(currentScope(), () -> {
            R result;
            try {
                result = code.call();
            } catch (Exception e) {
                promise.fail(ApplicationFailure.wrap(e));
                return;
            }
            promise.complete(result);
        });
        Scope own = coroutine.scope();
        promise.cancelledBy(own::request);
        scheduler.add(coroutine);
        return promise;
    }

    /** Runs code that may neither change anything nor block. */
    <R> R readOnly(Supplier<R> code) {
        boolean before = readOnly;
        readOnly = true;
        try {
            return code.get();
        } finally {
            readOnly = before;
        }
    }

    /** {@return the thread that runs code of the workflow now, or null} */
    Thread runningThread() {
        return baton.holder();
    }

    /** {@return whether code still runs that was left behind} */
    boolean isStuck() {
        return baton.isStuck();
    }

    /** Makes the thread that waits for the code give up. */
    void abandon() {
        baton.abandon();
    }

    /** Runs code on the calling thread, which takes the place of the scheduler. */
    <R> R onThisThread(Supplier<R> code) {
        baton.taken(Thread.currentThread());
        try {
            return code.get();
        } finally {
            baton.dropped();
        }
    }

    // The loop

    /** Runs all coroutines until they are blocked, and prepares their decisions. */
    void loop() {
        if (looping) {
            return;
        }
        looping = true;
        try {
            if (!ending.isDecided()) {
                ending.after(scheduler::run);
            }
        } finally {
            looping = false;
        }
        commands.prepare();
    }

    // Time and chance

    Instant now() {
        return now;
    }

    /** Moves the time of the run, which never goes back. */
    void moveTo(Instant time) {
        if (now == null || time.isAfter(now)) {
            now = time;
        }
    }

    /** Lets random values follow from this run ID. */
    void seed(String runId) {
        seed = runId;
    }

    UUID uuid() {
        String name = seed + ":" + uuids++;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    // Ids

    /** {@return the Activity Id of the activity with this number} */
    String activityId(int number) {
        return ActivityIds.of(start.info().runId(), number);
    }

    /** {@return the Activity Id of the Local Activity with this number} */
    String localActivityId(int number) {
        return ActivityIds.ofLocal(start.info().runId(), number);
    }

    // Replay

    /** {@return what the journal says about the task that is running} */
    Recorded recorded() {
        return recorded;
    }

    void recorded(Recorded newRecorded) {
        recorded = newRecorded;
    }

    // Local Activities on the thread of the code

    /** @param newLocals null if there must be none */
    void inlineLocals(InlineLocals newLocals) {
        inlineLocals = newLocals;
        scheduler.patience(newLocals == null ? () -> 0 : newLocals::patienceNanos);
    }

    /** {@return what runs Local Activities on the thread of the calling code; null if anything else needs the thread first} */
    InlineLocals inlineLocals() {
        return inlineLocals != null && recorded.isLive() && scheduler.isAlone() && !ending.isMethodDone()
                && commands.isPrepared()
                && !commands.hasCalls() ? inlineLocals : null;
    }
}
