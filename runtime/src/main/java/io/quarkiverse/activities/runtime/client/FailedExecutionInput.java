package io.quarkiverse.activities.runtime.client;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.FailedExecution;
import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.runtime.payload.Payloads;
import io.quarkiverse.activities.runtime.store.value.FollowUpInput;
import io.quarkiverse.activities.spi.Failure;

/** Tells an {@code onFailure} activity of the execution that it follows. */
@Singleton
class FailedExecutionInput implements FollowUpInput {

    private final Payloads payloads;

    FailedExecutionInput(Payloads payloads) {
        this.payloads = payloads;
    }

    @Override
    public byte[] write(String activityId, String runId, String activityType, Execution closed) {
        Failure failure = closed.outcome().failure();
        FailedExecution told = new FailedExecution(activityId, runId, activityType, closed.options().taskQueue(),
                closed.state().status(), closed.attempt().number(), failure.type(), failure.message(),
                closed.outcome().retryState(), closed.closedTime());
        return payloads.writeArguments(null, new Object[] { told });
    }
}
