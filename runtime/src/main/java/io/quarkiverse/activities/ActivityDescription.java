package io.quarkiverse.activities;

import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.activities.failure.RecordedFailure;

/**
 * Everything that is known of one Activity Execution at one moment: a copy, which does not change. All times are those of the
 * database's clock.
 */
public interface ActivityDescription {

    /** {@return the Activity Id} */
    String activityId();

    /** {@return the run id, of this execution only: an Activity Id may be used again} */
    String runId();

    /** {@return the Activity Type} */
    String activityType();

    /** {@return the Task Queue, as it is now} */
    String taskQueue();

    /** {@return whether it is running, or how it closed} */
    ActivityStatus status();

    /** {@return what it is doing now; empty when it is closed} */
    Optional<ActivityRunState> runState();

    /** {@return the number of the attempt in progress, of the next one while none is, or of the last one when closed} */
    int attempt();

    /** {@return when it was started by a caller, without the start delay} */
    Instant scheduledTime();

    /** {@return when the whole execution times out, in every state; empty where there is no schedule-to-close timeout} */
    Optional<Instant> expirationTime();

    /** {@return when the last attempt was taken by a worker; empty before the first} */
    Optional<Instant> lastStartedTime();

    /** {@return when the last attempt that has ended failed, timed out or completed; empty while none has} */
    Optional<Instant> lastAttemptEndedTime();

    /** {@return when it closed; empty while it is open} */
    Optional<Instant> closedTime();

    /** {@return the backoff that is running now} */
    Optional<Duration> currentRetryInterval();

    /** {@return when the next attempt can be taken; only while that lies ahead} */
    Optional<Instant> nextAttemptTime();

    /** {@return the timeout as the engine applies it, capped by the others; zero where there is none} */
    Duration scheduleToCloseTimeout();

    /** {@return how long an attempt may wait for a worker; zero where there is no limit} */
    Duration scheduleToStartTimeout();

    /** {@return how long one attempt may take; zero where there is no limit} */
    Duration startToCloseTimeout();

    /** {@return how long an attempt may be silent; zero where heartbeats are not required} */
    Duration heartbeatTimeout();

    /** {@return how long the first attempt waits; zero for not at all} */
    Duration startDelay();

    /** {@return the effective retry policy, every field set} */
    RetryOptions retry();

    /** {@return the priority, 1 (first) to 5 (last); 0 where none was set, which counts as 3} */
    int priority();

    /**
     * {@return where each option was set; every option has a source. A timeout may be shorter than what was set there, because
     * the others cap it}
     */
    Map<ActivityOption, OptionSource> optionSources();

    /**
     * {@return the arguments read as the given types; where none are given, all of them as lists, maps, texts, numbers and
     * booleans}
     */
    List<Object> arguments(Type... types);

    /** {@return the latest heartbeat details, which the next attempt will see; empty where there are none} */
    <T> Optional<T> heartbeatDetails(Class<T> type);

    /** {@return when the latest heartbeat was written; empty where none was} */
    Optional<Instant> lastHeartbeatTime();

    /** {@return how many heartbeats of all attempts were written} */
    long heartbeatCount();

    /** {@return the failure of the latest failed attempt} */
    Optional<RecordedFailure> lastFailure();

    /** {@return the failures of the first and the latest failed attempts, oldest first; bounded} */
    List<AttemptFailure> failures();

    /** {@return the failure it closed with} */
    Optional<RecordedFailure> failure();

    /** {@return the result it completed with} */
    <T> Optional<T> result(Class<T> type);

    /** {@return why it was not retried; only where it closed without a result} */
    Optional<RetryState> retryState();

    /** {@return why its cancellation was requested, if it was and the request gave a reason} */
    Optional<String> cancelReason();

    /** {@return who requested its cancellation or termination, if anybody did: the node, unless the request says who} */
    Optional<String> endRequestedBy();

    /** {@return why it was paused, as long as it is, or is asked to be} */
    Optional<String> pauseReason();

    /** {@return who took the last attempt, or reported its end} */
    Optional<String> lastWorker();
}
