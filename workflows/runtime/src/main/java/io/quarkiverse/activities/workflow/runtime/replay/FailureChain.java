package io.quarkiverse.activities.workflow.runtime.replay;

import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.spi.Failure;

/**
 * A failure of a workflow as data: one layer and its cause. A layer is either a failure as the base engine knows it, without
 * its causes, or says which call failed.
 *
 * @param failure the failure of this layer, or null if the layer is a call
 * @param call the call of this layer, or null if the layer is a failure
 * @param cause the next layer, or null
 */
public record FailureChain(Failure failure, FailedCall call, FailureChain cause) {

    /** The kinds of calls that fail with a layer of their own. */
    public enum CallKind {
        ACTIVITY,
        CHILD
    }

    /**
     * A call that failed.
     *
     * @param type the Activity Type or the Workflow Type
     * @param id the Activity Id or the Workflow Id
     * @param retryState why the call was not retried, or null if there is no reason
     */
    public record FailedCall(CallKind kind, String message, String type, String id, RetryState retryState) {
    }

    /** {@return the chain of a failure and its causes, or null for null} */
    public static FailureChain of(Failure failure) {
        return failure == null ? null : of(failure, of(failure.cause()));
    }

    /** {@return the chain of a failure, whose own causes are ignored, and another chain as its cause} */
    public static FailureChain of(Failure failure, FailureChain cause) {
        return new FailureChain(withCause(failure, null), null, cause);
    }

    /** {@return the chain of a failed call} */
    public static FailureChain of(FailedCall call, FailureChain cause) {
        return new FailureChain(null, call, cause);
    }

    /** {@return whether no layer is a call, so that {@link #joined} has the whole chain} */
    boolean isPlain() {
        return call == null && (cause == null || cause.isPlain());
    }

    /** {@return the layers of a plain chain as one failure with causes} */
    Failure joined() {
        return withCause(failure, cause == null ? null : cause.joined());
    }

    private static Failure withCause(Failure f, Failure newCause) {
        return f.withLastHeartbeatDetailsAndCause(f.lastHeartbeatDetails(), newCause);
    }
}
