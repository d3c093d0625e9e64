package io.quarkiverse.activities;

import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.activities.failure.RecordedFailure;

/**
 * Describes one Activity Execution at one moment. A description is a copy and does not change. All times are measured by the
 * clock of the database.
 */
public interface ActivityDescription {

    /** {@return the Activity Id} */
    String activityId();

    /** {@return the run ID, which identifies this execution; an Activity Id can be used again} */
    String runId();

    /** {@return the Activity Type} */
    String activityType();

    /** {@return the current Task Queue} */
    String taskQueue();

    /** {@return whether the execution is running or paused, or how it closed} */
    ActivityStatus status();

    /** {@return what the open execution is doing now; empty if it is closed} */
    Optional<ActivityRunState> runState();

    /**
     * {@return the number of the attempt in progress, of the next attempt if none is in progress, or of the last one if closed}
     */
    int attempt();

    /**
     * {@return how many attempts were lost with their node} They do not count for the maximum number of attempts, unless that
     * is 1. After {@code quarkus.activities.worker.maximum-lost-attempts} of them in a row, the execution is paused.
     */
    int lostAttempts();

    /** {@return when a caller started the execution, without the start delay} */
    Instant scheduledTime();

    /** {@return when the execution times out, whatever its state; empty if there is no schedule-to-close timeout} */
    Optional<Instant> expirationTime();

    /** {@return when a worker took the last attempt; empty before the first} */
    Optional<Instant> lastStartedTime();

    /** {@return when the last attempt that is over failed, timed out or completed; empty if there is none} */
    Optional<Instant> lastAttemptEndedTime();

    /** {@return when the execution closed; empty while it is open} */
    Optional<Instant> closedTime();

    /** {@return the length of the current backoff; empty if the execution does not back off} */
    Optional<Duration> currentRetryInterval();

    /** {@return when a worker can take the next attempt; empty unless that is in the future} */
    Optional<Instant> nextAttemptTime();

    /**
     * {@return how long the execution may take, as the engine applies it, capped by the other timeouts; zero if there is no
     * limit}
     */
    Duration scheduleToCloseTimeout();

    /** {@return how long an attempt may wait for a worker; zero if there is no limit} */
    Duration scheduleToStartTimeout();

    /** {@return how long one attempt may take; zero if there is no limit} */
    Duration startToCloseTimeout();

    /** {@return the longest time between two heartbeats of an attempt; zero if heartbeats are not required} */
    Duration heartbeatTimeout();

    /** {@return the delay of the first attempt; zero if there is none} */
    Duration startDelay();

    /** {@return the effective retry policy, with every field set} */
    RetryOptions retry();

    /** {@return the priority, 1 (first) to 5 (last); 0 if it is not set, which counts as 3} */
    int priority();

    /**
     * {@return where each option was set; every option has a source} A timeout can be shorter than the value that was set
     * there, because other timeouts cap it.
     */
    Map<ActivityOption, OptionSource> optionSources();

    /**
     * {@return the arguments, read as the given types} Without types, all arguments are returned, as lists, maps, strings,
     * numbers and booleans.
     */
    List<Object> arguments(Type... types);

    /** {@return the latest heartbeat details, which the next attempt finds; empty if there are none} */
    <T> Optional<T> heartbeatDetails(Class<T> type);

    /** {@return when the latest heartbeat was written; empty if there was none} */
    Optional<Instant> lastHeartbeatTime();

    /** {@return how many heartbeats were written, over all attempts} */
    long heartbeatCount();

    /** {@return the failure of the latest failed attempt; empty if none has failed} */
    Optional<RecordedFailure> lastFailure();

    /** {@return the first and the latest failed attempts, oldest first; the list is bounded} */
    List<AttemptFailure> failures();

    /** {@return the failure the execution closed with; empty if it is open or has completed} */
    Optional<RecordedFailure> failure();

    /** {@return the result the execution completed with; empty if it has not completed or its result is null} */
    <T> Optional<T> result(Class<T> type);

    /** {@return why the execution was not retried; empty unless it closed without a result} */
    Optional<RetryState> retryState();

    /** {@return the reason of the cancellation request; empty if there was no request, or none with a reason} */
    Optional<String> cancelReason();

    /**
     * {@return who requested the cancellation or termination: the identity of the request, or the node; empty if nobody did}
     */
    Optional<String> endRequestedBy();

    /** {@return the reason of the pause, while the execution is paused or a pause is requested} */
    Optional<String> pauseReason();

    /**
     * {@return the changes that somebody asked for, with their time, identity and reason: the latest of each kind, the oldest
     * first}
     */
    List<ActivityChange> changes();

    /** {@return the run ID of the earlier run that this one repeats; empty if it does not repeat one} */
    Optional<String> runAgainOf();

    /** {@return the run ID of the latest run that repeats this one; empty if there is none} */
    Optional<String> ranAgainAs();

    /** {@return the run ID of the follow-up; empty unless the execution closed without a result and has one} */
    Optional<String> followUp();

    /** {@return the worker that took the last attempt, or that reported its end} */
    Optional<String> lastWorker();
}
