package io.quarkiverse.activities.runtime.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import io.quarkus.runtime.annotations.ConfigGroup;

/** Options of activities. Durations are strings, so that the engine can report invalid ones like those of the annotation. */
@ConfigGroup
public interface OptionsConfig {

    /**
     * How long one attempt may take, such as `30s`. An attempt that exceeds it is retried according to the retry policy. `0`
     * means no limit of its own; the schedule-to-close timeout still applies.
     */
    Optional<String> startToCloseTimeout();

    /**
     * How long an execution may take, including all attempts and the backoffs between them, such as `1h`. It is not retried
     * after that. `0` means no limit.
     */
    Optional<String> scheduleToCloseTimeout();

    /**
     * How long each attempt may wait for a worker, such as `10s`. An execution that exceeds it is not retried. `0` means no
     * limit of its own; the schedule-to-close timeout still applies.
     */
    Optional<String> scheduleToStartTimeout();

    /**
     * The longest time between two heartbeats of an attempt, such as `10s`. An attempt that exceeds it is retried according to
     * the retry policy. `0` means that heartbeats are not required.
     */
    Optional<String> heartbeatTimeout();

    /**
     * The priority: 1 (first) to 5 (last). `0` counts as 3.
     */
    OptionalInt priority();

    /** How the engine retries attempts that fail or time out. */
    RetryConfig retry();

    /** How the engine retries attempts that fail or time out. */
    @ConfigGroup
    interface RetryConfig {

        /**
         * The backoff after the first attempt, such as `500ms`. `0` means one second.
         */
        Optional<String> initialInterval();

        /**
         * The factor by which each backoff is longer than the previous one, at least 1. `0` means 2.
         */
        OptionalDouble backoffCoefficient();

        /**
         * The longest backoff, such as `1m`. `0` means 100 times the initial interval.
         */
        Optional<String> maximumInterval();

        /**
         * The largest number of attempts, including the first. `0` means no limit.
         */
        OptionalInt maximumAttempts();

        /**
         * Names of exception classes that are never retried, including their subclasses.
         */
        Optional<List<String>> nonRetryable();

        /**
         * Failure types that are never retried, matched exactly: names of exception classes, types of `ApplicationFailure`, and
         * `TemporalTimeout:StartToClose` or `TemporalTimeout:Heartbeat` for timeouts.
         */
        Optional<List<String>> nonRetryableTypes();
    }
}
