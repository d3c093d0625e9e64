package io.quarkiverse.activities.workflow.runtime.history;

import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.workflow.runtime.replay.FailureChain;
import io.quarkiverse.activities.workflow.runtime.replay.FailureChain.CallKind;
import io.quarkiverse.activities.workflow.runtime.replay.FailureChain.FailedCall;

/** Writes failures as Temporal does. */
final class FailureJson {

    private final PayloadJson payloads;

    FailureJson(PayloadJson payloads) {
        this.payloads = payloads;
    }

    /** {@return a failure and its causes, or null for null} */
    Attributes failure(Failure failure) {
        return failure(FailureChain.of(failure));
    }

    /** {@return a failure and its causes, or null for null} */
    Attributes failure(FailureChain chain) {
        if (chain == null) {
            return null;
        }
        Attributes json = chain.call() != null ? call(chain.call()) : layer(chain.failure());
        return json.with("source", "JavaSDK").with("cause", failure(chain.cause()));
    }

    private static Attributes call(FailedCall call) {
        boolean activity = call.kind() == CallKind.ACTIVITY;
        Attributes info = Attributes.none().with("retryState", ProtoEnums.of(call.retryState()));
        if (activity) {
            info.with("activityType", Attributes.of("name", call.type())).with("activityId", call.id());
        } else {
            info.with("workflowType", Attributes.of("name", call.type())).with("workflowExecution",
                    Attributes.of("workflowId", call.id()));
        }
        return Attributes.of("message", call.message())
                .with(activity ? "activityFailureInfo" : "childWorkflowExecutionFailureInfo", info);
    }

    private Attributes layer(Failure failure) {
        Attributes json = Attributes.of("message", failure.message()).with("stackTrace", failure.stackTrace());
        return switch (failure.kind()) {
            case APPLICATION -> json.with("applicationFailureInfo",
                    Attributes.of("type", failure.type()).with("nonRetryable", failure.nonRetryable() ? true : null)
                            .with("details", payloads.list(failure.details()))
                            .with("nextRetryDelay", failure.nextRetryDelay())
                            .with("category", failure.benign() ? "APPLICATION_ERROR_CATEGORY_BENIGN" : null));
            case TIMEOUT -> json.with("timeoutFailureInfo",
                    Attributes.of("timeoutType", ProtoEnums.of(failure.timeoutType())).with("lastHeartbeatDetails",
                            payloads.one(failure.lastHeartbeatDetails())));
            case CANCELED -> json.with("canceledFailureInfo",
                    Attributes.of("details", payloads.one(failure.details())));
            case TERMINATED -> json.with("terminatedFailureInfo", Attributes.none());
            case SERVER -> json.with("serverFailureInfo",
                    Attributes.of("nonRetryable", failure.nonRetryable() ? true : null));
        };
    }
}
