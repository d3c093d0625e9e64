package io.quarkiverse.activities.workflow.runtime.local;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.runtime.execution.OptionsValidator;
import io.quarkiverse.activities.runtime.execution.RetryRules;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.workflow.runtime.replay.LocalOutcome;
import io.quarkiverse.activities.workflow.runtime.replay.LocalRequest;
import io.quarkiverse.activities.workflow.runtime.replay.LocalSpec;

/**
 * Decides what follows an attempt of a Local Activity that failed or timed out. As in Temporal, there is a single attempt if
 * neither the number of attempts nor the time is limited.
 */
public final class LocalRetries {

    private static final int DEFAULT_THRESHOLD_IN_TASKS = 3;

    private final LocalSpec spec;
    /** Only needed after a failure. */
    private RetryRules rules;
    private final Duration threshold;
    private final Instant deadline;

    /** @param taskTimeout the timeout of a Workflow Task; the threshold is three times as long unless the call sets one */
    public LocalRetries(LocalRequest request, Duration taskTimeout) {
        spec = request.spec();
        threshold = Objects.requireNonNullElse(spec.threshold(), taskTimeout.multipliedBy(DEFAULT_THRESHOLD_IN_TASKS));
        deadline = spec.scheduleToClose() == null ? null : request.scheduledTime().plus(spec.scheduleToClose());
    }

    /** The decision after an attempt: another one after a backoff, or the end. */
    public record Next(Duration backoff, LocalOutcome end) {
    }

    /** {@return when schedule-to-close ends, or null if it is not set} */
    public Instant deadline() {
        return deadline;
    }

    /**
     * {@return the outcome of a request whose attempt must not begin any more, or null} A timer may have taken longer than the
     * schedule-to-close timeout.
     */
    public LocalOutcome refusal(LocalRequest request, Instant now) {
        if (request.previous() == null || deadline == null || deadline.isAfter(now)) {
            return null;
        }
        return new LocalOutcome.Failed(request.firstAttempt(), RetryState.TIMEOUT,
                timeout(TimeoutType.SCHEDULE_TO_CLOSE, request.previous()));
    }

    /** {@return the outcome of an attempt that had to wait for too long before it could begin} It is not retried. */
    public LocalOutcome notStarted(int attempt) {
        return new LocalOutcome.Failed(attempt, RetryState.TIMEOUT, timeout(TimeoutType.SCHEDULE_TO_START, null));
    }

    /**
     * {@return what follows an attempt that threw}
     *
     * @param thrown the names of the thrown class and its superclasses
     */
    public Next failed(int attempt, Failure failure, Collection<String> thrown, Instant now) {
        if (failure.nonRetryable() || rules().nonRetryable().stream()
                .anyMatch(name -> name.equals(failure.type()) || thrown.contains(name))) {
            return end(attempt, RetryState.NON_RETRYABLE_FAILURE, failure);
        }
        RetryState stop = stop(attempt, failure.type());
        if (stop != null) {
            return end(attempt, stop, failure);
        }
        Duration backoff = Objects.requireNonNullElseGet(failure.nextRetryDelay(), () -> rules().intervalAfter(attempt));
        if (passesDeadline(backoff, now)) {
            return end(attempt, RetryState.TIMEOUT, failure);
        }
        return next(attempt, backoff, failure);
    }

    /**
     * {@return what follows an attempt that timed out}
     *
     * @param previous the failure of the attempt before, or null
     */
    public Next timedOut(int attempt, Failure previous, Instant now) {
        RetryState stop = stop(attempt, RetryRules.TIMEOUT_PREFIX + TimeoutType.START_TO_CLOSE.displayName());
        if (stop != null) {
            return end(attempt, stop, timeout(TimeoutType.START_TO_CLOSE, previous));
        }
        Duration backoff = rules().intervalAfter(attempt);
        if (passesDeadline(backoff, now)) {
            return end(attempt, RetryState.TIMEOUT, timeout(TimeoutType.SCHEDULE_TO_CLOSE, previous));
        }
        return next(attempt, backoff, timeout(TimeoutType.START_TO_CLOSE, null));
    }

    /** {@return the outcome when schedule-to-close has expired} */
    public LocalOutcome expired(int attempt, Failure previous) {
        return new LocalOutcome.Failed(attempt, RetryState.TIMEOUT, timeout(TimeoutType.SCHEDULE_TO_CLOSE, previous));
    }

    /** {@return why no further attempt follows, or null} */
    private RetryState stop(int attempt, String type) {
        if (deadline == null && rules().maximumAttempts() == 0) {
            return RetryState.RETRY_POLICY_NOT_SET;
        }
        if (type != null && rules().nonRetryableTypes().contains(type)) {
            return RetryState.NON_RETRYABLE_FAILURE;
        }
        return rules().maximumAttempts() > 0 && attempt >= rules().maximumAttempts() ? RetryState.MAXIMUM_ATTEMPTS_REACHED
                : null;
    }

    private boolean passesDeadline(Duration backoff, Instant now) {
        return deadline != null && now.plus(backoff).isAfter(deadline);
    }

    private Next next(int attempt, Duration backoff, Failure failure) {
        return backoff.compareTo(threshold) > 0 ? new Next(null, new LocalOutcome.Backoff(attempt, backoff, failure))
                : new Next(backoff, null);
    }

    private static Next end(int attempt, RetryState state, Failure failure) {
        return new Next(null, new LocalOutcome.Failed(attempt, state, failure));
    }

    private static Failure timeout(TimeoutType type, Failure previous) {
        return Failure.timeout(type, null).withLastHeartbeatDetailsAndCause(null, previous);
    }

    private RetryRules rules() {
        if (rules == null) {
            rules = rules(spec.retry() == null ? RetryOptions.create() : spec.retry());
        }
        return rules;
    }

    private static RetryRules rules(RetryOptions options) {
        Duration initial = Objects.requireNonNullElse(options.initialInterval(), OptionsValidator.DEFAULT_INITIAL_INTERVAL);
        return new RetryRules(initial, Objects.requireNonNullElse(options.backoffCoefficient(),
                OptionsValidator.DEFAULT_BACKOFF_COEFFICIENT),
                Objects.requireNonNullElse(options.maximumInterval(),
                        initial.multipliedBy(OptionsValidator.DEFAULT_MAXIMUM_INTERVAL_FACTOR)),
                Objects.requireNonNullElse(options.maximumAttempts(), 0),
                Objects.requireNonNullElse(options.nonRetryable(), List.of()),
                Objects.requireNonNullElse(options.nonRetryableTypes(), List.of()));
    }
}
