package io.quarkiverse.activities.runtime.worker.attempt;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

import io.quarkiverse.activities.ActivityCompletion;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.ActivityInfo;
import io.quarkiverse.activities.CancellationToken;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.failure.ActivityCanceledException;
import io.quarkiverse.activities.failure.ActivityCompletionException;
import io.quarkiverse.activities.failure.ActivityNotExistsException;
import io.quarkiverse.activities.failure.ActivityWorkerShutdownException;
import io.quarkiverse.activities.failure.RecordedFailure;
import io.quarkiverse.activities.runtime.definition.ActivityDefinition;
import io.quarkiverse.activities.runtime.execution.Signal;
import io.quarkiverse.activities.runtime.payload.Payloads;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.runtime.store.value.Completion;
import io.quarkiverse.activities.runtime.store.value.TaskPayloads;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;

/** An attempt that this node runs: the context for its method, and its state for the worker. */
public final class AttemptContext implements ActivityContext {

    /** How the attempt ends after its method has returned. */
    private enum Ending {
        /** The worker completes it with the result of the method. */
        ON_RETURN,
        /** A holder of the task token or the id ends it. No node owns the attempt in the meantime. */
        ELSEWHERE,
        /** A {@link ManualCompletion} in this process ends it. The attempt keeps its slot until then. */
        MANUAL
    }

    /** Changes once, when large payloads are added before the method begins. */
    public volatile ClaimedTask task;
    final ActivityDefinition definition;
    private final AttemptRunner attempts;
    private final Payloads payloads;
    private final Runnable ended;
    private final AtomicBoolean over = new AtomicBoolean();
    private final ActivityInfo info;
    private final long receivedAt = System.nanoTime();
    private final AttemptHeartbeats heartbeats;
    private final AttemptCancellation cancellation;
    private volatile Ending ending = Ending.ON_RETURN;
    private volatile Signal signal = Signal.NONE;
    private volatile boolean cancelRequested;
    private volatile boolean begun;
    private volatile boolean handedBack;
    private volatile boolean released;
    private volatile Throwable thrown;
    private volatile Thread thread;
    private CompletionStage<?> stage;
    private long goneAt;
    private boolean reportedStuck;
    private int acquiredBytes;
    private boolean inTransaction;
    private Runnable settledInTransaction;

    /** @param ended runs once, when the end of the attempt was reported or no longer matters */
    AttemptContext(ClaimedTask task, ActivityDefinition definition, AttemptRunner attempts, Runnable ended) {
        this.task = task;
        this.definition = definition;
        this.attempts = attempts;
        this.ended = ended;
        payloads = attempts.payloads;
        heartbeats = new AttemptHeartbeats(task, attempts.throttle(task.taskQueue()), attempts.reports, attempts.timers,
                this::receive);
        cancellation = new AttemptCancellation(this, attempts.interruptible, attempts.callbacks);
        info = new ActivityInfo(task.activityId(), task.runId().toString(), task.activityType(), task.taskQueue(),
                task.attempt(), task.scheduledTime(), task.dispatchTime(), task.startedTime(), task.scheduleToClose(),
                task.startToClose(), task.heartbeat(), task.priority());
    }

    @Override
    public ActivityInfo info() {
        return info;
    }

    @Override
    public void heartbeat(Object details) {
        if (released) {
            throw new IllegalStateException(this + " completes asynchronously and its method has returned. Send heartbeats"
                    + " with ActivityClient.completion(taskToken)");
        }
        byte[] written = payloads.write(details);
        if (signal != Signal.GONE && !handedBack && !over.get()) {
            Failure tooLarge = attempts.limits.heartbeatDetails(task.activityType(), written);
            if (tooLarge == null) {
                heartbeats.beat(written);
            } else {
                attempts.endings.failOversized(this, tooLarge);
                receive(Signal.CANCEL);
                throw new ActivityCanceledException(this + " has failed: " + tooLarge.message());
            }
        }
        throwIfMustStop();
    }

    private void throwIfMustStop() {
        if (handedBack) {
            throw new ActivityWorkerShutdownException(this + " was given back because this application is shutting down."
                    + " Its reports are refused");
        }
        if (over.get()) {
            throw new ActivityNotExistsException(this + " has ended");
        }
        Signal current = signal;
        if (current == Signal.GONE) {
            throw new ActivityNotExistsException(this
                    + " is no longer current: it timed out, or its execution was closed. Its reports are refused");
        }
        ActivityCompletionException request = current.toException(this);
        if (request != null) {
            throw request;
        }
        if (heartbeats.isPresumedTimedOut()) {
            throw new ActivityCanceledException(this + " could not write a heartbeat for longer than its heartbeat timeout and"
                    + " has probably timed out",
                    RecordedFailure.of(Failure.timeout(TimeoutType.HEARTBEAT,
                            "activity Heartbeat timeout, as far as this node knows"), payloads));
        }
    }

    /** Passes a signal to the attempt. After a cancellation, only {@link Signal#GONE} replaces the signal. */
    public synchronized void receive(Signal received) {
        if (signal != Signal.GONE && (received == Signal.GONE || signal != Signal.CANCEL)) {
            signal = received;
            if (received == Signal.GONE) {
                goneAt = System.nanoTime();
                cancelStage();
            }
        }
        cancelRequested |= received == Signal.CANCEL;
        if (received == Signal.CANCEL || received == Signal.GONE) {
            cancellation.request();
        }
    }

    /** Records that the attempt ends when this stage completes. */
    synchronized void endsWith(CompletionStage<?> newStage) {
        stage = newStage;
        if (signal == Signal.GONE) {
            cancelStage();
        }
    }

    /** Cancels the stage that nobody waits for any more, which frees the slot of the attempt. */
    private void cancelStage() {
        CompletionStage<?> current = stage;
        if (current == null) {
            return;
        }
        attempts.callbacks.execute(() -> {
            try {
                current.toCompletableFuture().cancel(true);
            } catch (UnsupportedOperationException e) {
                // The stage goes on, but nobody waits for it
            } finally {
                end();
            }
        });
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> Optional<T> heartbeatDetails(Class<T> type) {
        return Optional.ofNullable((T) payloads.read(heartbeats.latest(), type));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> Optional<T> heartbeatDetails(Type type) {
        return Optional.ofNullable((T) payloads.read(heartbeats.latest(), type));
    }

    @Override
    public Optional<RecordedFailure> lastFailure() {
        return Optional.ofNullable(RecordedFailure.of(task.lastFailure(), payloads));
    }

    @Override
    public boolean isCancelRequested() {
        return cancelRequested;
    }

    @Override
    public CancellationToken cancellation() {
        return cancellation;
    }

    @Override
    public String taskToken() {
        return attempts.tokens.of(task.runId(), task.fence());
    }

    @Override
    public void doNotCompleteOnReturn() {
        ending = Ending.ELSEWHERE;
    }

    @Override
    public ActivityCompletion useLocalManualCompletion() {
        ending = Ending.MANUAL;
        return new ManualCompletion(this, attempts.endings, null);
    }

    @Override
    public String idempotencyKey() {
        return info.runId();
    }

    // For the worker

    /** {@return whether a holder of the task token or the id ends the attempt, and no node owns it} */
    boolean endsElsewhere() {
        return ending == Ending.ELSEWHERE;
    }

    /** {@return whether a {@link ManualCompletion} ends the attempt} */
    boolean endsManually() {
        return ending == Ending.MANUAL;
    }

    /** {@return how long ago this node received the attempt} */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - receivedAt);
    }

    /** {@return whether the attempt is no longer current} */
    boolean isGone() {
        return signal == Signal.GONE;
    }

    /**
     * Adds the payloads that were too large to be part of the claim.
     *
     * @return whether the attempt is still current
     */
    boolean loadLargePayloads() {
        if (task.largePayloads() == 0) {
            return true;
        }
        attempts.largePayloads.acquire(task.largePayloads());
        synchronized (this) {
            acquiredBytes = task.largePayloads();
        }
        if (over.get()) {
            releaseLargePayloads();
            return false;
        }
        TaskPayloads loaded = attempts.largePayloads.read(this);
        if (loaded == null) {
            receive(Signal.GONE);
            return false;
        }
        task = task.with(loaded);
        heartbeats.continueFrom(loaded.heartbeatDetails());
        return true;
    }

    private void releaseLargePayloads() {
        int bytes;
        synchronized (this) {
            bytes = acquiredBytes;
            acquiredBytes = 0;
        }
        if (bytes > 0) {
            attempts.largePayloads.release(bytes);
        }
    }

    /** {@return whether the method may begin: not if the attempt was given back} */
    synchronized boolean begin() {
        begun = !handedBack;
        thread = begun ? Thread.currentThread() : null;
        return begun;
    }

    /** Records that the method has returned or thrown. */
    void methodReturned() {
        thread = null;
        cancellation.methodReturned();
        released = ending == Ending.ELSEWHERE;
    }

    /**
     * Records that the attempt is given back. Reports of its method are ignored from now on.
     *
     * @return whether the method has begun
     */
    public synchronized boolean handBack() {
        handedBack = true;
        cancellation.request();
        return begun;
    }

    /**
     * Writes a pending heartbeat now.
     *
     * @return the signal that the last heartbeat returns
     */
    public CompletableFuture<Signal> flushHeartbeats() {
        return heartbeats.flush();
    }

    boolean isHandedBack() {
        return handedBack;
    }

    /** Uses the heartbeat timeout of the execution, which an update of its options may have changed. */
    public void changeHeartbeatTimeout(Duration timeout) {
        heartbeats.changeTimeout(timeout);
    }

    /** {@return the heartbeat details that were not written, or null} No heartbeats are written from now on. */
    public Payload unsentDetails() {
        return Payload.ofNullable(heartbeats.end());
    }

    /**
     * {@return the thread of a method that still runs although its attempt ended that long ago, or null if there is none}
     */
    synchronized Thread stuckThread(Duration after) {
        return signal == Signal.GONE && System.nanoTime() - goneAt >= after.toNanos() ? thread : null;
    }

    /** {@return whether this is the first call} */
    synchronized boolean reportsStuck() {
        boolean first = !reportedStuck;
        reportedStuck = true;
        return first;
    }

    /** Keeps the exception of the attempt, so that it can be logged when its end is reported. */
    void hasThrown(Throwable newThrown) {
        thrown = newThrown;
    }

    /** {@return the exception of the attempt, or null} */
    public Throwable thrown() {
        return thrown;
    }

    /** Ends the attempt on this node, because its end was reported or no longer matters. */
    void end() {
        if (over.compareAndSet(false, true)) {
            heartbeats.end();
            cancellation.end();
            releaseLargePayloads();
            ended.run();
        }
    }

    /** Records that the transaction of the method has locked the row of the attempt, so that no heartbeat can be written. */
    void rowIsLocked() {
        heartbeats.keepOnly();
    }

    /** {@return whether this is the transactional method of the attempt itself, not one that it calls} */
    boolean enterTransaction() {
        boolean first = definition.isTransactional() && !inTransaction;
        inTransaction = true;
        return first;
    }

    Completion completion(Object result, String identity) {
        return new Completion(task.runId(), task.fence(), payloads.write(result, definition.result()), identity);
    }

    /**
     * Records that the transaction of the method has written the end of the attempt.
     *
     * @param afterCommit notifies the listener, after the commit
     */
    void settledInTransaction(Runnable afterCommit) {
        settledInTransaction = afterCommit;
    }

    /** {@return the action to run after the transaction that ended the attempt has committed, or null} */
    Runnable settledInTransaction() {
        return settledInTransaction;
    }

    @Override
    public String toString() {
        return "Activity " + task.activityType() + " (id " + task.activityId() + ", attempt " + task.attempt() + ")";
    }
}
