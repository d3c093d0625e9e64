package io.quarkiverse.activities.workflow.runtime.replay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.failure.CheckedExceptionWrapper;
import io.quarkiverse.activities.failure.RecordedFailure;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.workflow.ActivityFailure;
import io.quarkiverse.activities.workflow.ChildWorkflowFailure;
import io.quarkiverse.activities.workflow.runtime.replay.FailureChain.CallKind;
import io.quarkiverse.activities.workflow.runtime.replay.FailureChain.FailedCall;

/** Turns exceptions of workflow code into data, and back. */
final class Thrown {

    /** As in the base engine: the first exceptions of a chain say what happened. */
    private static final int MAXIMUM_CAUSES = 50;

    private Thrown() {
    }

    /** {@return whether the exception is a failure, which ends a run; any other exception is a bug, which fails the task} */
    static boolean isFailure(Throwable thrown) {
        Throwable bare = unwrapped(thrown);
        return bare instanceof RecordedFailure || bare instanceof ActivityFailure || bare instanceof ChildWorkflowFailure;
    }

    /** {@return the exception and its causes as data} */
    static FailureChain toChain(Throwable outer, Conversion conversion) {
        List<Throwable> layers = new ArrayList<>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable t = unwrapped(outer); t != null && layers.size() < MAXIMUM_CAUSES && seen.add(t);) {
            layers.add(t);
            t = unwrapped(t.getCause());
        }
        FailureChain chain = null;
        for (int i = layers.size() - 1; i >= 0; i--) {
            chain = layer(layers.get(i), chain, conversion);
        }
        return chain;
    }

    private static FailureChain layer(Throwable thrown, FailureChain cause, Conversion conversion) {
        if (thrown instanceof ActivityFailure activity) {
            return FailureChain.of(new FailedCall(CallKind.ACTIVITY, activity.getMessage(), activity.activityType(),
                    activity.activityId(), activity.retryState().orElse(null)), cause);
        }
        if (thrown instanceof ChildWorkflowFailure child) {
            return FailureChain.of(new FailedCall(CallKind.CHILD, child.getMessage(), child.workflowType(), child.workflowId(),
                    child.retryState()), cause);
        }
        return FailureChain.of(conversion.failure(thrown), cause);
    }

    /** {@return the exception that workflow code sees for recorded data} */
    static RuntimeException toException(FailureChain chain, Conversion conversion) {
        if (chain == null) {
            return null;
        }
        if (chain.isPlain()) {
            return RecordedFailure.of(chain.joined(), conversion);
        }
        RuntimeException cause = toException(chain.cause(), conversion);
        FailedCall call = chain.call();
        if (call == null) { // workflow code has thrown it with the failure of a call as its cause
            return ApplicationFailure.recorded(chain.failure(), conversion, cause);
        }
        return call.kind() == CallKind.ACTIVITY
                ? new ActivityFailure(call.message(), call.type(), call.id(), call.retryState(), cause)
                : new ChildWorkflowFailure(call.message(), call.type(), call.id(), call.retryState(), cause);
    }

    static RuntimeException canceled(String message, Conversion conversion) {
        return RecordedFailure.of(Failure.canceled(message, null), conversion);
    }

    static Throwable unwrapped(Throwable outer) {
        Throwable thrown = outer;
        while (thrown instanceof CheckedExceptionWrapper) {
            thrown = thrown.getCause();
        }
        return thrown;
    }
}
