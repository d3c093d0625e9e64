package io.quarkiverse.activities.runtime.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.spi.Failure;

/**
 * The decision whether another attempt follows one that failed, and after which backoff.
 *
 * @param state {@link RetryState#IN_PROGRESS} if another attempt follows, otherwise why not
 * @param interval the backoff, or null if no attempt follows
 * @param fromWorker whether this backoff comes from the failure rather than from the retry policy
 */
record RetryDecision(RetryState state, Duration interval, boolean fromWorker) {

    /**
     * Decides whether another attempt follows.
     *
     * @param failure how the attempt ended, or null if that is not known
     * @param thrown the names of the thrown class and its superclasses, as far as they are known
     */
    static RetryDecision of(Execution execution, Failure failure, Collection<String> thrown, Instant now) {
        return of(execution, failure, thrown, execution.attempt().counted(), now);
    }

    /**
     * Decides whether another attempt follows one that was lost with its node. Such attempts do not count, unless the policy
     * allows a single attempt: its method must not run twice.
     */
    static RetryDecision afterLoss(Execution execution, Failure timeout, Instant now) {
        int counted = execution.options().retry().maximumAttempts() == 1 ? 1 : execution.attempt().counted() - 1;
        return of(execution, timeout, List.of(), counted, now);
    }

    private static RetryDecision of(Execution execution, Failure failure, Collection<String> thrown, int counted, Instant now) {
        RetryRules rules = execution.options().retry();
        if (execution.state() == State.CANCEL_REQUESTED) {
            return no(RetryState.CANCEL_REQUESTED);
        }
        if (!rules.allowsRetryOf(failure, thrown)) {
            return no(RetryState.NON_RETRYABLE_FAILURE);
        }
        if (!rules.allowsAnotherAfter(counted)) {
            return no(RetryState.MAXIMUM_ATTEMPTS_REACHED);
        }
        boolean fromWorker = failure != null && failure.kind() == Failure.Kind.APPLICATION && failure.nextRetryDelay() != null;
        Duration interval = fromWorker ? OptionsValidator.storable(failure.nextRetryDelay())
                : rules.intervalAfter(execution.attempt().number());
        Instant expiration = execution.expirationTime();
        if (expiration != null && !now.plus(interval).isBefore(expiration)) {
            return no(RetryState.TIMEOUT);
        }
        return new RetryDecision(RetryState.IN_PROGRESS, interval, fromWorker);
    }

    private static RetryDecision no(RetryState why) {
        return new RetryDecision(why, null, false);
    }

    boolean retries() {
        return state == RetryState.IN_PROGRESS;
    }
}
