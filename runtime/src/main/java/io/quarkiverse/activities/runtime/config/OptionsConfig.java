package io.quarkiverse.activities.runtime.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import io.quarkus.runtime.annotations.ConfigGroup;

/** Options of activities. Durations are strings here: what is wrong with one is told as for those of the annotation. */
@ConfigGroup
public interface OptionsConfig {

    /**
     * How long one attempt may take, such as `30s`. `0` means no limit of its own.
     */
    Optional<String> startToCloseTimeout();

    /**
     * How long an execution may take with all its attempts and the waits between them, such as `1h`. `0` means no limit.
     */
    Optional<String> scheduleToCloseTimeout();

    /**
     * How long each attempt may wait for a worker, such as `10s`. `0` means no limit of its own.
     */
    Optional<String> scheduleToStartTimeout();

    /**
     * How long an attempt may be silent between two heartbeats, such as `10s`. `0` means that heartbeats are not required.
     */
    Optional<String> heartbeatTimeout();

    /**
     * The priority: 1 (first) to 5 (last). `0` counts as 3.
     */
    OptionalInt priority();

    /** How failed and timed-out attempts are retried. */
    RetryConfig retry();

    /** How failed and timed-out attempts are retried. */
    @ConfigGroup
    interface RetryConfig {

        /**
         * The wait after the first attempt, such as `500ms`. `0` means one second.
         */
        Optional<String> initialInterval();

        /**
         * By what each wait is longer than the one before, at least 1. `0` means 2.
         */
        OptionalDouble backoffCoefficient();

        /**
         * The longest wait, such as `1m`. `0` means 100 times the initial interval.
         */
        Optional<String> maximumInterval();

        /**
         * How many attempts there may be in all, the first included. `0` means no limit.
         */
        OptionalInt maximumAttempts();

        /**
         * Names of exception classes that are never retried, their subclasses included.
         */
        Optional<List<String>> nonRetryable();

        /**
         * Failure types that are never retried, matched exactly: names of exception classes, types that an
         * `ApplicationFailure` sets, and `TemporalTimeout:StartToClose` or `TemporalTimeout:Heartbeat` for timeouts.
         */
        Optional<List<String>> nonRetryableTypes();
    }
}
