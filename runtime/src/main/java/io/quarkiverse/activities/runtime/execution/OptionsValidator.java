package io.quarkiverse.activities.runtime.execution;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.runtime.execution.OptionsChange.RetryChange;

/**
 * Validates and normalises options. The checks have the same order as in Temporal, so that both report the same one of several
 * problems.
 */
public final class OptionsValidator {

    /** Longer durations are shortened to this one, so that databases can store every sum of times. */
    static final Duration LONGEST = Duration.ofDays(250 * 365);
    private static final Duration MOST_NEGATIVE = LONGEST.negated();

    public static final Duration DEFAULT_INITIAL_INTERVAL = Duration.ofSeconds(1);
    public static final double DEFAULT_BACKOFF_COEFFICIENT = 2;
    /** How many times as long as the initial interval the longest one is. */
    public static final int DEFAULT_MAXIMUM_INTERVAL_FACTOR = 100;
    private static final Duration DEFAULT_MAXIMUM_INTERVAL = longest(DEFAULT_INITIAL_INTERVAL);

    private OptionsValidator() {
    }

    /** {@return the problem of invalid options of a start} */
    public static Optional<String> problem(Options requested) {
        Options filled = filled(requested);
        return firstOf(
                Identifiers.problem("Task Queue", filled.taskQueue()),
                negative("start delay", filled.startDelay()),
                problem(filled.retry()),
                negativePriority(filled.priority()),
                negativeTimeout(filled.scheduleToClose(), filled.scheduleToStart(), filled.startToClose(),
                        filled.heartbeat()),
                unbounded(filled));
    }

    /** {@return the options to store with the execution: with defaults, and with timeouts that are capped by each other} */
    public static Options normalised(Options requested) {
        return capped(filled(requested));
    }

    /** {@return the problem of an update that is invalid in any state of the execution} */
    static Optional<String> problem(OptionsChange change) {
        if (change.isEmpty()) {
            return Optional.of("The update names no option. Set at least one.");
        }
        Double coefficient = change.retry() == null ? null : change.retry().backoffCoefficient();
        return firstOf(
                change.taskQueue() == null ? Optional.empty() : Identifiers.problem("Task Queue", change.taskQueue()),
                negativeTimeout(change.scheduleToClose(), change.scheduleToStart(), change.startToClose(),
                        change.heartbeat()),
                coefficient == null ? Optional.empty() : tooSmall(coefficient),
                change.priority() == null ? Optional.empty() : negativePriority(change.priority()));
    }

    /** {@return the problem of an update with an invalid start delay} */
    static Optional<String> startDelayProblem(OptionsChange change) {
        return negative("start delay", change.startDelay());
    }

    /** {@return the problem of invalid options that result from an update} */
    static Optional<String> problem(OptionsChange change, Options merged) {
        return firstOf(change.namesRetry() ? problem(merged.retry()) : Optional.empty(), unbounded(merged));
    }

    /**
     * {@return the options with the changes of the update} They are not capped yet, and retry fields that the update clears are
     * not set to their defaults.
     */
    static Options merged(Options options, OptionsChange change) {
        return new Options(
                Objects.requireNonNullElse(change.taskQueue(), options.taskQueue()),
                merged(options.scheduleToClose(), change.scheduleToClose()),
                merged(options.scheduleToStart(), change.scheduleToStart()),
                merged(options.startToClose(), change.startToClose()),
                merged(options.heartbeat(), change.heartbeat()),
                merged(options.startDelay(), change.startDelay()),
                Objects.requireNonNullElse(change.priority(), options.priority()),
                change.namesRetry() ? merged(options.retry(), change.retry()) : options.retry());
    }

    private static RetryRules merged(RetryRules rules, RetryChange change) {
        RetryRules base = change.clear() ? filled(RetryRules.UNSET) : rules;
        return new RetryRules(
                merged(base.initialInterval(), change.initialInterval()),
                Objects.requireNonNullElse(change.backoffCoefficient(), base.backoffCoefficient()),
                merged(base.maximumInterval(), change.maximumInterval()),
                Objects.requireNonNullElse(change.maximumAttempts(), base.maximumAttempts()),
                base.nonRetryable(), base.nonRetryableTypes());
    }

    private static Duration merged(Duration duration, Duration change) {
        return change == null ? duration : storable(change);
    }

    private static Options filled(Options o) {
        return new Options(o.taskQueue(), storable(o.scheduleToClose()), storable(o.scheduleToStart()),
                storable(o.startToClose()), storable(o.heartbeat()), storable(o.startDelay()), o.priority(),
                filled(o.retry() == null ? RetryRules.UNSET : o.retry()));
    }

    /** {@return the rules with defaults where nothing is set} */
    public static RetryRules filled(RetryRules r) {
        Duration initial = orDefault(storable(r.initialInterval()), DEFAULT_INITIAL_INTERVAL);
        return new RetryRules(
                initial,
                r.backoffCoefficient() == 0 ? DEFAULT_BACKOFF_COEFFICIENT : r.backoffCoefficient(),
                orDefault(storable(r.maximumInterval()),
                        initial.equals(DEFAULT_INITIAL_INTERVAL) ? DEFAULT_MAXIMUM_INTERVAL : longest(initial)),
                r.maximumAttempts(),
                r.nonRetryable() == null ? List.of() : List.copyOf(r.nonRetryable()),
                r.nonRetryableTypes() == null ? List.of() : List.copyOf(r.nonRetryableTypes()));
    }

    private static Duration longest(Duration initial) {
        return storable(initial.multipliedBy(DEFAULT_MAXIMUM_INTERVAL_FACTOR));
    }

    private static Duration orDefault(Duration duration, Duration byDefault) {
        return duration.isZero() ? byDefault : duration;
    }

    /**
     * Caps the timeouts of one attempt by the timeout of the whole execution, and the heartbeat timeout by that of the attempt.
     */
    static Options capped(Options o) {
        Duration scheduleToStart = o.scheduleToStart();
        Duration startToClose = o.startToClose();
        if (!o.scheduleToClose().isZero()) {
            scheduleToStart = shorter(scheduleToStart, o.scheduleToClose());
            startToClose = shorter(startToClose, o.scheduleToClose());
        }
        Duration heartbeat = o.heartbeat().isZero() ? Duration.ZERO : shorter(o.heartbeat(), startToClose);
        return new Options(o.taskQueue(), o.scheduleToClose(), scheduleToStart, startToClose, heartbeat, o.startDelay(),
                o.priority(), o.retry());
    }

    private static Duration shorter(Duration timeout, Duration limit) {
        return timeout.isZero() || timeout.compareTo(limit) > 0 ? limit : timeout;
    }

    /**
     * {@return the duration as a database can store it: zero for null, at most {@link #LONGEST}, and in whole microseconds}
     * Rounds up, because a nanosecond must not become zero, which means "not set".
     */
    public static Duration storable(Duration duration) {
        if (duration == null) {
            return Duration.ZERO;
        }
        if (duration.compareTo(LONGEST) > 0) {
            return LONGEST;
        }
        if (duration.compareTo(MOST_NEGATIVE) < 0) {
            return MOST_NEGATIVE;
        }
        return duration.plusNanos(Math.floorMod(-duration.getNano(), 1000));
    }

    /** {@return the problem of an invalid retry policy} */
    public static Optional<String> problem(RetryRules r) {
        if (r.maximumAttempts() == 1) {
            return Optional.empty(); // without retries, the policy has no effect
        }
        return firstOf(
                negative("retry policy's initial interval", r.initialInterval()),
                tooSmall(r.backoffCoefficient()),
                negative("retry policy's maximum interval", r.maximumInterval()),
                !r.maximumInterval().isZero() && r.maximumInterval().compareTo(r.initialInterval()) < 0
                        ? Optional.of("The retry policy's maximum interval, " + r.maximumInterval()
                                + ", is shorter than its initial interval, " + r.initialInterval() + ". Make it longer.")
                        : Optional.empty(),
                r.maximumAttempts() < 0
                        ? Optional.of("The retry policy's maximum attempts must not be negative, but is "
                                + r.maximumAttempts() + ". Use 0 for no limit.")
                        : Optional.empty(),
                r.nonRetryableTypes().stream().filter(OptionsValidator::namesUnknownTimeout).findFirst()
                        .map(type -> "The retry policy's non-retryable type \"" + type + "\" names no timeout. Use one of "
                                + knownTimeouts() + "."));
    }

    /** {@return whether a non-retryable type has the prefix of a timeout, but there is no such timeout} */
    public static boolean namesUnknownTimeout(String type) {
        return type.startsWith(RetryRules.TIMEOUT_PREFIX) && !knownTimeouts().contains(type);
    }

    /** {@return the names of the timeouts as non-retryable types} */
    public static List<String> knownTimeouts() {
        return Arrays.stream(TimeoutType.values()).map(t -> RetryRules.TIMEOUT_PREFIX + t.displayName()).toList();
    }

    private static Optional<String> tooSmall(double coefficient) {
        return coefficient >= 1 ? Optional.empty()
                : Optional.of("The retry policy's backoff coefficient must be at least 1, but is " + coefficient + ".");
    }

    private static Optional<String> negativePriority(int priority) {
        return priority >= 0 ? Optional.empty()
                : Optional.of("The priority must not be negative, but is " + priority + ". Use 1 (first) to 5, or 0 for the "
                        + "default.");
    }

    private static Optional<String> negativeTimeout(Duration scheduleToClose, Duration scheduleToStart, Duration startToClose,
            Duration heartbeat) {
        return firstOf(
                negative("schedule-to-close timeout", scheduleToClose),
                negative("schedule-to-start timeout", scheduleToStart),
                negative("start-to-close timeout", startToClose),
                negative("heartbeat timeout", heartbeat));
    }

    private static Optional<String> negative(String what, Duration duration) {
        return duration == null || !duration.isNegative() ? Optional.empty()
                : Optional.of(
                        "The " + what + " must not be negative, but is " + duration + ". Leave it out, or use 0, for none.");
    }

    private static Optional<String> unbounded(Options o) {
        return !o.startToClose().isZero() || !o.scheduleToClose().isZero() ? Optional.empty()
                : Optional.of("Neither a start-to-close nor a schedule-to-close timeout is set. Set at least one of them, or a "
                        + "lost attempt would never be noticed.");
    }

    @SafeVarargs
    private static Optional<String> firstOf(Optional<String>... problems) {
        for (Optional<String> problem : problems) {
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }
}
