package io.quarkiverse.activities;

import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.activities.failure.RecordedFailure;

/** Everything that is known of one Activity Execution at one moment. */
public interface ActivityDescription {

    String activityId();

    String runId();

    String activityType();

    String taskQueue();

    ActivityStatus status();

    /** {@return what it is doing now; empty when it is closed} */
    Optional<ActivityRunState> runState();

    /** {@return the number of the attempt in progress, of the next one while none is, or of the last one when closed} */
    int attempt();

    Instant scheduledTime();

    /** {@return when the whole execution times out, in every state; empty where there is no schedule-to-close timeout} */
    Optional<Instant> expirationTime();

    Optional<Instant> lastStartedTime();

    Optional<Instant> lastAttemptEndedTime();

    Optional<Instant> closedTime();

    /** {@return the backoff that is running now} */
    Optional<Duration> currentRetryInterval();

    /** {@return when the next attempt can be taken; only while that lies ahead} */
    Optional<Instant> nextAttemptTime();

    /** {@return the timeout as the engine applies it, capped by the others; zero where there is none} */
    Duration scheduleToCloseTimeout();

    Duration scheduleToStartTimeout();

    Duration startToCloseTimeout();

    Duration heartbeatTimeout();

    Duration startDelay();

    /** {@return the effective retry policy, every field set} */
    RetryOptions retry();

    int priority();

    /**
     * {@return where each option was set; every option has a source. A timeout may be shorter than what was set there, because
     * the others cap it}
     */
    Map<ActivityOption, OptionSource> optionSources();

    /** {@return the arguments read as the given types} */
    List<Object> arguments(Type... types);

    <T> Optional<T> heartbeatDetails(Class<T> type);

    Optional<Instant> lastHeartbeatTime();

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

    Optional<String> cancelReason();

    /** {@return who requested its cancellation or termination, if anybody did: the node, unless the request says who} */
    Optional<String> endRequestedBy();

    /** {@return why it was paused, as long as it is, or is asked to be} */
    Optional<String> pauseReason();

    /** {@return who took the last attempt, or reported its end} */
    Optional<String> lastWorker();
}
