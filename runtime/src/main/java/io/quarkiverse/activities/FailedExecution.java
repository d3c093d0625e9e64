package io.quarkiverse.activities;

import java.time.Instant;

import jakarta.enterprise.util.TypeLiteral;

import io.quarkiverse.activities.failure.PayloadConversionException;

/** An execution that closed without a result. It is the parameter of an {@link Activity#onFailure() onFailure} activity. */
public interface FailedExecution {

    /** {@return the Activity Id of the execution} */
    String activityId();

    /**
     * {@return the run ID of the execution} {@link ActivityClient#handle(String, String)} with both IDs provides a full
     * description.
     */
    String runId();

    /** {@return the Activity Type of the execution} */
    String activityType();

    /** {@return the Task Queue that the execution was on} */
    String taskQueue();

    /** {@return how the execution closed: failed, timed out, canceled or terminated} */
    ActivityStatus status();

    /** {@return the number of the last attempt} */
    int attempt();

    /** {@return the type of the failure that the execution closed with, or null if the failure has none} */
    String failureType();

    /** {@return the message of the failure that the execution closed with, or null} */
    String failureMessage();

    /** {@return why no further attempt followed, or null} */
    RetryState retryState();

    /** {@return when the execution closed} */
    Instant closedTime();

    /** {@return the number of arguments that the execution was started with} */
    int argumentCount();

    /**
     * {@return an argument that the execution was started with; null if the argument is null or there is none at that index}
     *
     * @param index the position among the arguments, counted from 0; an {@link ActivityContext} parameter does not count
     * @param type the type to read the argument as
     * @throws PayloadConversionException if the argument cannot be read as that type
     */
    <T> T argument(int index, Class<T> type);

    /**
     * {@return an argument as a generic type, such as {@code new TypeLiteral<List<Order>>() {}}}
     *
     * @see #argument(int, Class)
     */
    <T> T argument(int index, TypeLiteral<T> type);
}
