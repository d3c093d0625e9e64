package io.quarkiverse.activities.runtime.payload;

import java.lang.reflect.Type;
import java.time.Instant;

import jakarta.enterprise.util.TypeLiteral;

import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.FailedExecution;
import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.spi.PayloadReader;

/** The {@link FailedExecution} that a follow-up gets as its parameter. Decodes the arguments only when they are read. */
record ReadFailedExecution(FailedExecutionData data, PayloadReader reader) implements FailedExecution {

    @Override
    public String activityId() {
        return data.activityId();
    }

    @Override
    public String runId() {
        return data.runId();
    }

    @Override
    public String activityType() {
        return data.activityType();
    }

    @Override
    public String taskQueue() {
        return data.taskQueue();
    }

    @Override
    public ActivityStatus status() {
        return data.status();
    }

    @Override
    public int attempt() {
        return data.attempt();
    }

    @Override
    public String failureType() {
        return data.failureType();
    }

    @Override
    public String failureMessage() {
        return data.failureMessage();
    }

    @Override
    public RetryState retryState() {
        return data.retryState();
    }

    @Override
    public Instant closedTime() {
        return data.closedTime();
    }

    @Override
    public int argumentCount() {
        return reader.size(arguments());
    }

    @Override
    public <T> T argument(int index, Class<T> type) {
        return argument(index, (Type) type);
    }

    @Override
    public <T> T argument(int index, TypeLiteral<T> type) {
        return argument(index, type.getType());
    }

    @SuppressWarnings("unchecked")
    private <T> T argument(int index, Type type) {
        if (index < 0) {
            throw new IllegalArgumentException("The index of an argument must not be negative, but is " + index
                    + ". The first argument has the index 0");
        }
        return (T) reader.read(arguments(), index, type);
    }

    private Payload arguments() {
        return Payload.ofNullable(data.arguments());
    }

    @Override
    public String toString() {
        return "FailedExecution[" + data.activityType() + ", id " + data.activityId() + ", run " + data.runId() + ", "
                + data.status() + "]";
    }
}
