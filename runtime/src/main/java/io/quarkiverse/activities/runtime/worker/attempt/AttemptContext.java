package io.quarkiverse.activities.runtime.worker.attempt;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;

/** An attempt that this node runs, as its method sees it and as the worker follows it. */
public final class AttemptContext implements ActivityContext {

    /** Who ends the attempt once its method has returned. */
    private enum Ending {
        /** The worker, with what the method returned. */
        ON_RETURN,
        /** Somebody with the task token or the id; the attempt belongs to no node. */
        ELSEWHERE,
        /** Somebody in this process; the attempt keeps its slot. */
        MANUAL
    }

    public final ClaimedTask task;
    final ActivityDefinition definition;
    private final AttemptRunner attempts;
    private final Payloads payloads;
    private final Runnable ended;
    private final AtomicBoolean over = new AtomicBoolean();
    private final ActivityInfo info;
    private final long taken = System.nanoTime();
    private final AttemptHeartbeats heartbeats;
    private final AttemptCancellation cancellation;
    private volatile Ending ending = Ending.ON_RETURN;
    private volatile Signal signal = Signal.NONE;
    private volatile boolean cancelRequested;
    private volatile boolean begun;
    private volatile boolean handedBack;
    private volatile boolean released;
    private volatile Throwable thrown;
    private boolean inTransaction;
    private Runnable settledInTransaction;

    /** @param ended runs once, when the end of the attempt is reported or counts no more */
    AttemptContext(ClaimedTask task, ActivityDefinition definition, AttemptRunner attempts, Runnable ended) {
        this.task = task;
        this.definition = definition;
        this.attempts = attempts;
        this.ended = ended;
        payloads = attempts.payloads;
        heartbeats = new AttemptHeartbeats(task, attempts.throttle(task.taskQueue()), attempts.reports, attempts.timers,
                this::hear);
        cancellation = new AttemptCancellation(this, attempts.interruptible);
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
            throw new IllegalStateException(this + " completes asynchronously and its method has returned: heartbeat with"
                    + " ActivityClient.completion(taskToken)");
        }
        byte[] written = payloads.write(details);
        if (signal != Signal.GONE && !handedBack && !over.get()) {
            Failure tooLarge = attempts.limits.heartbeatDetails(task.activityType(), written);
            if (tooLarge == null) {
                heartbeats.beat(written);
            } else {
                attempts.endings.failOversized(this, tooLarge);
                hear(Signal.CANCEL);
                throw new ActivityCanceledException(this + " has failed: " + tooLarge.message());
            }
        }
        raise();
    }

    private void raise() {
        if (handedBack) {
            throw new ActivityWorkerShutdownException(this + " was cut: this application shuts down, and the attempt was given"
                    + " back. Whatever it reports is refused");
        }
        if (over.get()) {
            throw new ActivityNotExistsException(this + " has ended");
        }
        Signal heard = signal;
        if (heard == Signal.GONE) {
            throw new ActivityNotExistsException(this
                    + " is no longer current: it timed out, or its execution was closed. Whatever it reports is refused");
        }
        ActivityCompletionException request = heard.toException(this);
        if (request != null) {
            throw request;
        }
        if (heartbeats.isSilent()) {
            throw new ActivityCanceledException(this + " could not write a heartbeat for longer than its heartbeat timeout: it"
                    + " must be taken for timed out",
                    RecordedFailure.of(Failure.timeout(TimeoutType.HEARTBEAT,
                            "activity Heartbeat timeout, as far as this node knows"), payloads));
        }
    }

    /** Tells the attempt what became of it. A cancellation is for good. */
    public synchronized void hear(Signal news) {
        if (signal != Signal.GONE && (news == Signal.GONE || signal != Signal.CANCEL)) {
            signal = news;
        }
        cancelRequested |= news == Signal.CANCEL;
        if (news == Signal.CANCEL || news == Signal.GONE) {
            cancellation.request();
        }
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

    /** {@return whether somebody with the token or the id ends the attempt, and no node owns it} */
    boolean endsElsewhere() {
        return ending == Ending.ELSEWHERE;
    }

    /** {@return whether a {@link ManualCompletion} ends the attempt} */
    boolean endsManually() {
        return ending == Ending.MANUAL;
    }

    /** {@return for how long this node has had the attempt} */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - taken);
    }

    boolean isGone() {
        return signal == Signal.GONE;
    }

    /** {@return false if the attempt was given back before its method began} */
    synchronized boolean begin() {
        begun = !handedBack;
        return begun;
    }

    void methodReturned() {
        cancellation.methodReturned();
        released = ending == Ending.ELSEWHERE;
    }

    /** Gives the attempt back: whatever its method does from now on counts no more. {@return whether the method has begun} */
    public synchronized boolean handBack() {
        handedBack = true;
        cancellation.request();
        return begun;
    }

    /** Writes what is kept of its heartbeats, before its time. {@return the answer to what was sent last} */
    public CompletableFuture<Signal> flushHeartbeats() {
        return heartbeats.flush();
    }

    boolean isHandedBack() {
        return handedBack;
    }

    /** {@return heartbeat details that the store has not seen, or null} None are sent from now on. */
    public Payload unsentDetails() {
        return Payload.ofNullable(heartbeats.end());
    }

    /** What the attempt has failed with is kept until its end is reported, for the log. */
    void hasThrown(Throwable newThrown) {
        thrown = newThrown;
    }

    /** {@return what the attempt has failed with, or null} */
    public Throwable thrown() {
        return thrown;
    }

    /** The end of the attempt is reported, or counts no more. */
    void end() {
        if (over.compareAndSet(false, true)) {
            heartbeats.end();
            cancellation.end();
            ended.run();
        }
    }

    /** {@return whether this is the attempt's own transactional method, and not one that it calls} */
    boolean enterTransaction() {
        boolean first = definition.isTransactional() && !inTransaction;
        inTransaction = true;
        return first;
    }

    Completion completion(Object result, String identity) {
        return new Completion(task.runId(), task.fence(), payloads.write(result, definition.result()), identity);
    }

    /** What the method's own transaction wrote of its end, to be told to others once it has committed. */
    void settledInTransaction(Runnable tellOthers) {
        settledInTransaction = tellOthers;
    }

    /** {@return what is to be done after the commit of the transaction that the attempt ended in, or null} */
    Runnable settledInTransaction() {
        return settledInTransaction;
    }

    @Override
    public String toString() {
        return "Activity " + task.activityType() + " (id " + task.activityId() + ", attempt " + task.attempt() + ")";
    }
}
