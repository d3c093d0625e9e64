package io.quarkiverse.activities.workflow.runtime.body;

import java.util.concurrent.CompletionStage;

import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.ActivityInfo;
import io.quarkiverse.activities.runtime.definition.ActivityDefinition;
import io.quarkiverse.activities.runtime.worker.attempt.AttemptInvocation;
import io.quarkiverse.activities.runtime.worker.attempt.MethodCall;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.workflow.runtime.replay.LocalSpec;

/** One call of the body of a Local Activity: a method of a bean, or the code of a step. */
final class LocalBody implements AttemptInvocation.Attempt {

    /** Learns that the body has returned or thrown. */
    interface Returned {

        void accept(LocalBody body, Object result, Throwable thrown);
    }

    /** Writes the outcome in the transaction of the body. */
    interface Settle {

        void accept(LocalBody body, Object result);
    }

    private final LocalBodies bodies;
    private final LocalSpec spec;
    private final LocalAttempt attempt;
    private final Runnable release;
    private final Returned returned;
    private CompletionStage<?> stage;
    private boolean gone;

    LocalBody(LocalBodies bodies, LocalRun run, LocalSpec spec, ActivityInfo info, Failure previous, Runnable release,
            Settle settle, Returned returned) {
        this.bodies = bodies;
        this.spec = spec;
        this.release = release;
        this.returned = returned;
        attempt = new LocalAttempt(info, bodies.recorded(previous),
                bodies.isTransactional(spec) ? result -> settle.accept(this, result) : null, bodies);
    }

    LocalAttempt attempt() {
        return attempt;
    }

    /** Tells the body to stop, because its outcome no longer counts. */
    void leave() {
        attempt.requestStop();
        synchronized (this) {
            gone = true;
        }
        cancelStage();
    }

    /** Cancels the stage that nobody waits for any more, which frees the slot. */
    private synchronized void cancelStage() {
        CompletionStage<?> current = stage;
        if (gone && current != null) {
            bodies.callbacks().execute(() -> {
                try {
                    current.toCompletableFuture().cancel(true);
                } catch (UnsupportedOperationException e) {
                    // The stage goes on, but nobody waits for it
                }
            });
        }
    }

    @Override
    public ActivityContext context() {
        return attempt;
    }

    @Override
    public byte[] header() {
        return null;
    }

    @Override
    public Object[] readArguments() {
        return spec.step() != null ? new Object[0]
                : bodies.conversion().readArguments(spec.arguments(), bodies.definition(spec).parameters());
    }

    @Override
    public Object call(Object[] arguments) throws Exception {
        if (spec.step() != null) {
            return spec.transactional() ? StepTransaction.call(spec.step(), attempt) : spec.step().call();
        }
        ActivityDefinition definition = bodies.definition(spec);
        return MethodCall.call(definition, attempt, arguments, attempt.info().startToCloseTimeout(), bodies.transactions());
    }

    @Override
    public void methodReturned() {
        attempt.methodReturned();
    }

    @Override
    public void endsWith(CompletionStage<?> newStage) {
        synchronized (this) {
            stage = newStage;
        }
        cancelStage();
    }

    @Override
    public void returned(Object result, Throwable thrown) {
        attempt.end();
        release.run();
        returned.accept(this, result, thrown);
    }
}
