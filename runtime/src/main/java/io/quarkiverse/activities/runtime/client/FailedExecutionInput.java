package io.quarkiverse.activities.runtime.client;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.runtime.payload.FailedExecutionData;
import io.quarkiverse.activities.runtime.payload.Payloads;
import io.quarkiverse.activities.runtime.store.value.FollowUpInput;
import io.quarkiverse.activities.spi.Failure;

/** Writes the {@code FailedExecution} that is the argument of an {@code onFailure} activity. */
@Singleton
class FailedExecutionInput implements FollowUpInput {

    private final Payloads payloads;

    FailedExecutionInput(Payloads payloads) {
        this.payloads = payloads;
    }

    @Override
    public byte[] write(String activityId, String runId, String activityType, byte[] input, Execution closed) {
        Failure failure = closed.outcome().failure();
        FailedExecutionData data = new FailedExecutionData(activityId, runId, activityType, closed.options().taskQueue(),
                closed.state().status(), closed.attempt().number(), failure.type(), failure.message(),
                closed.outcome().retryState(), closed.closedTime(), input);
        return payloads.writeArguments(null, new Object[] { data });
    }
}
