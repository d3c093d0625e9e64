package io.quarkiverse.activities.runtime.worker;

import java.lang.reflect.Type;
import java.util.Optional;
import java.util.concurrent.CompletionException;

import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.ActivityInfo;
import io.quarkiverse.activities.failure.ActivityCanceledException;
import io.quarkiverse.activities.failure.ActivityNotExistsException;
import io.quarkiverse.activities.failure.ActivityPausedException;
import io.quarkiverse.activities.failure.ActivityResetException;
import io.quarkiverse.activities.runtime.definition.ActivityDefinition;
import io.quarkiverse.activities.runtime.execution.Signal;
import io.quarkiverse.activities.runtime.payload.Payloads;
import io.quarkiverse.activities.runtime.store.ClaimedTask;
import io.quarkiverse.activities.runtime.store.Completion;
import io.quarkiverse.activities.runtime.store.HeartbeatWrite;
import io.quarkiverse.activities.spi.Payload;

/** An attempt that this node runs, as its method sees it and as the worker follows it. */
final class AttemptContext implements ActivityContext {

    final ClaimedTask task;
    final ActivityDefinition definition;
    private final Reports reports;
    private final Payloads payloads;
    private final ActivityInfo info;
    private volatile Signal signal = Signal.NONE;
    private volatile byte[] details;
    private volatile boolean unsent;
    private volatile boolean begun;
    private volatile boolean handedBack;
    private boolean inTransaction;
    private Completion completed;

    AttemptContext(ClaimedTask task, ActivityDefinition definition, Reports reports, Payloads payloads) {
        this.task = task;
        this.definition = definition;
        this.reports = reports;
        this.payloads = payloads;
        details = task.heartbeatDetails();
        info = new ActivityInfo(task.activityId(), task.runId().toString(), task.activityType(), task.taskQueue(),
                task.attempt(), task.scheduledTime(), task.dispatchTime(), task.startedTime(), task.scheduleToClose(),
                task.startToClose(), task.heartbeat(), task.priority());
    }

    @Override
    public ActivityInfo info() {
        return info;
    }

    @Override
    public void heartbeat(Object newDetails) {
        byte[] written = payloads.write(newDetails);
        details = written;
        if (signal != Signal.GONE) {
            send(written);
        }
        raise();
    }

    private void send(byte[] written) {
        try {
            Signal answer = reports.heartbeat(new HeartbeatWrite(task.runId(), task.fence(), written)).join();
            unsent = false;
            hear(answer);
        } catch (CompletionException databaseIsAway) {
            unsent = true; // travels with the next heartbeat or the failure; the method has no part in this
        }
    }

    private void raise() {
        String what = "Activity " + task.activityType() + " (id " + task.activityId() + ", attempt " + task.attempt() + ")";
        switch (signal) {
            case CANCEL -> throw new ActivityCanceledException(what + " was asked to cancel");
            case PAUSE -> throw new ActivityPausedException(what + " was asked to pause");
            case RESET -> throw new ActivityResetException(what + " was asked to start over");
            case GONE -> throw new ActivityNotExistsException(what
                    + " is no longer current: it timed out, or its execution was closed. Whatever it reports is refused");
            case NONE -> {
            }
        }
    }

    /** Tells the attempt what became of it. A cancellation is for good. */
    void hear(Signal news) {
        if (signal != Signal.GONE && (news == Signal.GONE || signal != Signal.CANCEL)) {
            signal = news;
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> Optional<T> heartbeatDetails(Class<T> type) {
        return Optional.ofNullable((T) payloads.read(details, type));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> Optional<T> heartbeatDetails(Type type) {
        return Optional.ofNullable((T) payloads.read(details, type));
    }

    @Override
    public boolean isCancelRequested() {
        return signal == Signal.CANCEL;
    }

    @Override
    public String idempotencyKey() {
        return info.runId();
    }

    /** {@return heartbeat details that the store has not seen, or null} */
    Payload unsentDetails() {
        return unsent ? Payload.ofNullable(details) : null;
    }

    boolean isGone() {
        return signal == Signal.GONE;
    }

    /** {@return false if the attempt was given back before its method began} */
    synchronized boolean begin() {
        begun = !handedBack;
        return begun;
    }

    /** Gives the attempt back: whatever its method does from now on counts no more. {@return whether the method has begun} */
    synchronized boolean handBack() {
        handedBack = true;
        return begun;
    }

    boolean isHandedBack() {
        return handedBack;
    }

    /** {@return whether this is the attempt's own transactional method, and not one that it calls} */
    boolean enterTransaction() {
        boolean first = definition.isTransactional() && !inTransaction;
        inTransaction = true;
        return first;
    }

    Completion completion(Object result) {
        return new Completion(task.runId(), task.fence(), payloads.write(result, definition.result()), reports.identity());
    }

    void completedInTransaction(Completion completion) {
        completed = completion;
    }

    /** {@return the completion that was written in the attempt's own transaction, or null} */
    Completion completedInTransaction() {
        return completed;
    }
}
