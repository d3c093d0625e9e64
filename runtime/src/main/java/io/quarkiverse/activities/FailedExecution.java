package io.quarkiverse.activities;

import java.time.Instant;

import jakarta.enterprise.util.TypeLiteral;

import io.quarkiverse.activities.failure.PayloadConversionException;

/**
 * An execution that closed without a result: the parameter of an {@link Activity#onFailure() onFailure} activity.
 */
public interface FailedExecution {

    /** {@return the Activity Id of the execution} */
    String activityId();

    /** {@return its run id: {@link ActivityClient#handle(String, String)} with both describes everything that is known} */
    String runId();

    /** {@return its Activity Type} */
    String activityType();

    /** {@return the Task Queue it was on} */
    String taskQueue();

    /** {@return how it closed: failed, timed out, canceled or terminated} */
    ActivityStatus status();

    /** {@return the number of its last attempt} */
    int attempt();

    /** {@return the type of the failure it closed with, or null if the failure has none} */
    String failureType();

    /** {@return the message of that failure, or null} */
    String failureMessage();

    /** {@return why no further attempt followed, or null} */
    RetryState retryState();

    /** {@return when it closed} */
    Instant closedTime();

    /** {@return how many arguments the execution was started with} */
    int argumentCount();

    /**
     * {@return an argument that the execution was started with; null if the argument was null or if there is none at that
     * index}
     *
     * @param index the position among the arguments, from 0; an {@link ActivityContext} parameter does not count
     * @param type the type to read the argument as
     * @throws PayloadConversionException if the argument cannot be read as that type
     */
    <T> T argument(int index, Class<T> type);

    /** As {@link #argument(int, Class)}, for a generic type such as {@code new TypeLiteral<List<Order>>() {}}. */
    <T> T argument(int index, TypeLiteral<T> type);
}
