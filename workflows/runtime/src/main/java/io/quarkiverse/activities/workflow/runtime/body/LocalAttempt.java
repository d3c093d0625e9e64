package io.quarkiverse.activities.workflow.runtime.body;

import java.lang.reflect.Type;
import java.util.Optional;
import java.util.function.Consumer;

import io.quarkiverse.activities.ActivityCompletion;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.ActivityInfo;
import io.quarkiverse.activities.CancellationToken;
import io.quarkiverse.activities.failure.RecordedFailure;
import io.quarkiverse.activities.runtime.worker.attempt.AttemptCancellation;
import io.quarkiverse.activities.runtime.worker.attempt.TransactionalAttempt;

/**
 * An attempt of a Local Activity, as its body sees it. Heartbeats have no effect: an attempt belongs to the process that runs
 * its workflow, and hears of a cancellation without them.
 */
class LocalAttempt implements ActivityContext, TransactionalAttempt {

    private static final String ENDS_ON_RETURN = "A Local Activity ends when its method returns, or when the Uni or"
            + " CompletionStage completes that it returned. Use an activity if something else ends it";

    private final ActivityInfo info;
    private final RecordedFailure lastFailure;
    private final AttemptCancellation cancellation;
    private final Consumer<Object> inTransaction;
    private boolean entered;

    /** @param inTransaction writes the outcome in the transaction of the body; null if it has none of its own */
    LocalAttempt(ActivityInfo info, RecordedFailure lastFailure, Consumer<Object> inTransaction, LocalBodies bodies) {
        this.info = info;
        this.lastFailure = lastFailure;
        this.inTransaction = inTransaction;
        cancellation = new AttemptCancellation(this, bodies.isInterruptible(), bodies.callbacks());
    }

    @Override
    public ActivityInfo info() {
        return info;
    }

    @Override
    public void heartbeat(Object details) {
        // nothing depends on it
    }

    @Override
    public <T> Optional<T> heartbeatDetails(Class<T> type) {
        return Optional.empty();
    }

    @Override
    public <T> Optional<T> heartbeatDetails(Type type) {
        return Optional.empty();
    }

    @Override
    public Optional<RecordedFailure> lastFailure() {
        return Optional.ofNullable(lastFailure);
    }

    @Override
    public boolean isCancelRequested() {
        return cancellation.isRequested();
    }

    @Override
    public CancellationToken cancellation() {
        return cancellation;
    }

    @Override
    public String taskToken() {
        throw new IllegalStateException(ENDS_ON_RETURN);
    }

    @Override
    public void doNotCompleteOnReturn() {
        throw new IllegalStateException(ENDS_ON_RETURN);
    }

    @Override
    public ActivityCompletion useLocalManualCompletion() {
        throw new IllegalStateException(ENDS_ON_RETURN);
    }

    @Override
    public String idempotencyKey() {
        return info.activityId();
    }

    // For the engine

    @Override
    public boolean enterTransaction() {
        boolean first = inTransaction != null && !entered;
        entered = true;
        return first;
    }

    @Override
    public void endInTransaction(Object result) {
        inTransaction.accept(result);
    }

    /** Tells the body that it should stop. */
    void requestStop() {
        cancellation.request();
    }

    void methodReturned() {
        cancellation.methodReturned();
    }

    void end() {
        cancellation.end();
    }
}
