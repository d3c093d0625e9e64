package io.quarkiverse.activities.runtime.execution;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.spi.Failure;

/**
 * A retry policy as the engine stores it. Before normalisation, zero means "not set". After it, a maximum of zero attempts
 * means "no limit", and a maximum interval of zero means "no maximum".
 *
 * @param nonRetryable names of exception classes that are never retried, subclasses included
 * @param nonRetryableTypes failure types that are never retried, matched exactly
 */
public record RetryRules(Duration initialInterval, double backoffCoefficient, Duration maximumInterval, int maximumAttempts,
        List<String> nonRetryable, List<String> nonRetryableTypes) {

    public static final RetryRules UNSET = new RetryRules(Duration.ZERO, 0, Duration.ZERO, 0, List.of(), List.of());

    /** The prefix of entries of {@link #nonRetryableTypes} that name a timeout instead of the type of a failure. */
    public static final String TIMEOUT_PREFIX = "TemporalTimeout:";

    private static final Duration MICROSECOND = Duration.ofNanos(1000);

    /** Creates rules without non-retryable classes. */
    public RetryRules(Duration initialInterval, double backoffCoefficient, Duration maximumInterval, int maximumAttempts,
            List<String> nonRetryableTypes) {
        this(initialInterval, backoffCoefficient, maximumInterval, maximumAttempts, List.of(), nonRetryableTypes);
    }

    /** {@return whether the policy allows an attempt after this one} */
    public boolean allowsAnotherAfter(int attempt) {
        return maximumAttempts == 0 || attempt < maximumAttempts;
    }

    /**
     * {@return whether an attempt that ended like this may be retried}
     *
     * @param thrown the names of the thrown class and its superclasses, as far as they are known
     */
    public boolean allowsRetryOf(Failure failure, Collection<String> thrown) {
        if (failure == null) {
            return true;
        }
        return switch (failure.kind()) {
            case APPLICATION -> !failure.nonRetryable() && !isListed(failure.type())
                    && nonRetryable.stream().noneMatch(name -> name.equals(failure.type()) || thrown.contains(name));
            case SERVER -> !failure.nonRetryable();
            case TIMEOUT -> isOfOneAttempt(failure.timeoutType())
                    && !isListed(TIMEOUT_PREFIX + failure.timeoutType().displayName());
            case CANCELED, TERMINATED -> false;
        };
    }

    /** {@return the backoff after the given attempt, in whole microseconds} */
    public Duration intervalAfter(int attempt) {
        double micros = micros(initialInterval) * Math.pow(backoffCoefficient, attempt - 1);
        boolean capped = !maximumInterval.isZero();
        if (micros >= micros(capped ? maximumInterval : OptionsValidator.LONGEST) || micros <= 0 && capped) {
            return capped ? maximumInterval : OptionsValidator.LONGEST;
        }
        return MICROSECOND.multipliedBy((long) micros);
    }

    private boolean isListed(String type) {
        return type != null && nonRetryableTypes.contains(type);
    }

    private static double micros(Duration duration) {
        return duration.toNanos() / 1000;
    }

    private static boolean isOfOneAttempt(TimeoutType type) {
        return type == TimeoutType.START_TO_CLOSE || type == TimeoutType.HEARTBEAT;
    }
}
