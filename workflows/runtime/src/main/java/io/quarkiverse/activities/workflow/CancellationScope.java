package io.quarkiverse.activities.workflow;

/**
 * A part of a workflow that can be canceled as a whole: the activities, timers, child workflows and inner scopes that its code
 * starts. {@link WorkflowContext#scope} creates one. The workflow method itself runs in the root scope, which is canceled when
 * the cancellation of the run is requested. It stays canceled: put clean-up that calls activities into a
 * {@link WorkflowContext#detachedScope}.
 * <p>
 * Code in a canceled scope continues to run. Only its waits end: a sleep, a timer and an {@code await} throw a
 * {@link io.quarkiverse.activities.failure.CanceledFailure}, and calls end according to their cancellation type. Cancellation
 * does not reach Local Activities.
 */
public interface CancellationScope {

    /**
     * Runs the code of the scope in the coroutine of the caller. Throws what the code throws. Call it or {@link #start} once.
     */
    void run();

    /** {@return the promise of the code of the scope, which runs as a coroutine of its own} */
    Promise<Void> start();

    /**
     * Requests the cancellation of the scope. The code that calls this continues first. A second request has no effect.
     *
     * @param reason a text for people, or null
     */
    void cancel(String reason);

    /** {@return whether the cancellation of this scope, or of a scope around it, was requested} */
    boolean isCancelRequested();

    /** {@return the reason of the request, or null if there is none} */
    String cancellationReason();
}
