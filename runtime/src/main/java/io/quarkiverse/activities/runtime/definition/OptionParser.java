package io.quarkiverse.activities.runtime.definition;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import io.quarkiverse.activities.ActivityOption;
import io.quarkiverse.activities.runtime.execution.Identifiers;
import io.quarkiverse.activities.runtime.execution.OptionsValidator;
import io.quarkus.runtime.configuration.DurationConverter;

/**
 * Parses and validates the options of definitions. The build uses it for literals, and the startup for expanded expressions and
 * for configuration, so that both report the same problems.
 * <p>
 * Unparsed options are strings for the Task Queue, timeouts and intervals, lists of strings for the non-retryable classes and
 * types, and numbers for all others.
 */
public final class OptionParser {

    private OptionParser() {
    }

    public static boolean isExpression(String value) {
        return value.contains("${");
    }

    /** Reports invalid options of an annotation to {@code problems}. Skips expressions. */
    public static void check(Map<ActivityOption, Object> written, Consumer<String> problems) {
        read(written, OptionNames::member, problems);
    }

    /** {@return the parsed values of options of an annotation that {@link #check} has checked} */
    public static Map<ActivityOption, Object> read(Map<ActivityOption, Object> written) {
        return read(written, OptionNames::member, problem -> {
            throw new IllegalArgumentException(problem);
        });
    }

    /**
     * {@return the parsed values of the valid options}
     *
     * @param names the names of the options in their source, for messages
     * @param problems receives a message for each invalid option
     */
    static Map<ActivityOption, Object> read(Map<ActivityOption, Object> written, Function<ActivityOption, String> names,
            Consumer<String> problems) {
        Map<ActivityOption, Object> values = new EnumMap<>(ActivityOption.class);
        written.forEach((option, value) -> {
            Object read = read(option, names.apply(option), value, problems);
            if (read != null) {
                values.put(option, read);
            }
        });
        Duration initial = (Duration) values.get(ActivityOption.RETRY_INITIAL_INTERVAL);
        Duration maximum = (Duration) values.get(ActivityOption.RETRY_MAXIMUM_INTERVAL);
        if (initial != null && isLess(maximum, initial)) {
            problems.accept(names.apply(ActivityOption.RETRY_MAXIMUM_INTERVAL) + " "
                    + written.get(ActivityOption.RETRY_MAXIMUM_INTERVAL) + " is less than "
                    + names.apply(ActivityOption.RETRY_INITIAL_INTERVAL) + " "
                    + written.get(ActivityOption.RETRY_INITIAL_INTERVAL) + "; make it at least as long");
        }
        return values;
    }

    @SuppressWarnings("unchecked")
    private static Object read(ActivityOption option, String name, Object written, Consumer<String> problems) {
        return switch (option) {
            case TASK_QUEUE -> {
                name("Task Queue", (String) written, problem -> problems.accept(name + ": " + problem));
                yield written;
            }
            case SCHEDULE_TO_CLOSE_TIMEOUT, SCHEDULE_TO_START_TIMEOUT, START_TO_CLOSE_TIMEOUT, HEARTBEAT_TIMEOUT,
                    START_DELAY, RETRY_INITIAL_INTERVAL, RETRY_MAXIMUM_INTERVAL ->
                duration(name, (String) written, problems);
            case RETRY_BACKOFF_COEFFICIENT -> {
                double coefficient = (double) written;
                if (coefficient != 0 && !(coefficient >= 1 && coefficient < Double.POSITIVE_INFINITY)) {
                    problems.accept(name + " " + coefficient
                            + " is invalid; use at least 1 (1 keeps the interval constant), or 0 for the default");
                }
                yield coefficient;
            }
            case RETRY_MAXIMUM_ATTEMPTS -> notNegative(name, (int) written, "no limit", problems);
            case PRIORITY -> notNegative(name, (int) written, "the default", problems);
            case RETRY_NON_RETRYABLE -> List.copyOf((List<String>) written);
            case RETRY_NON_RETRYABLE_TYPES -> {
                ((List<String>) written).forEach(type -> nonRetryableType(name, type, problems));
                yield List.copyOf((List<String>) written);
            }
        };
    }

    /** Reports options to {@code problems} that are valid in their own sources but contradict each other when merged. */
    static void checkMerged(OptionLayer options, Consumer<String> problems) {
        if (Integer.valueOf(1).equals(options.get(ActivityOption.RETRY_MAXIMUM_ATTEMPTS))) {
            return; // without retries, the intervals have no effect
        }
        Duration initial = options.duration(ActivityOption.RETRY_INITIAL_INTERVAL);
        Duration maximum = options.duration(ActivityOption.RETRY_MAXIMUM_INTERVAL);
        if (isLess(maximum, initial.isZero() ? OptionsValidator.DEFAULT_INITIAL_INTERVAL : initial)) {
            problems.accept("retry.maximumInterval " + maximum + " (" + options.source(ActivityOption.RETRY_MAXIMUM_INTERVAL)
                    + ") is less than retry.initialInterval "
                    + (initial.isZero() ? OptionsValidator.DEFAULT_INITIAL_INTERVAL : initial) + " ("
                    + options.source(ActivityOption.RETRY_INITIAL_INTERVAL) + "); make it at least as long");
        }
    }

    private static boolean isLess(Duration maximum, Duration initial) {
        return maximum != null && !maximum.isZero() && maximum.compareTo(initial) < 0;
    }

    /** Reports an invalid name of a type or Task Queue to {@code problems}. */
    public static void name(String what, String name, Consumer<String> problems) {
        Identifiers.problem(what, name).ifPresent(problems);
    }

    /** {@return the duration, or null if it is empty, an expression, or invalid} */
    private static Duration duration(String what, String value, Consumer<String> problems) {
        if (value.isBlank() || isExpression(value)) {
            return null;
        }
        Duration duration;
        try {
            duration = DurationConverter.parseDuration(value.strip());
        } catch (IllegalArgumentException e) {
            problems.accept(what + " '" + value + "' is not a duration; write it as 30s, 10m or PT1H");
            return null;
        }
        if (duration.isNegative()) {
            problems.accept(what + " '" + value + "' is negative; leave it empty for \"not set\"");
            return null;
        }
        return duration;
    }

    private static int notNegative(String what, int value, String zero, Consumer<String> problems) {
        if (value < 0) {
            problems.accept(what + " " + value + " is negative; use 0 for " + zero);
        }
        return value;
    }

    private static void nonRetryableType(String what, String type, Consumer<String> problems) {
        if (isExpression(type) || !OptionsValidator.namesUnknownTimeout(type)) {
            return;
        }
        problems.accept(what + " names the unknown timeout '" + type + "'; the timeouts are "
                + OptionsValidator.knownTimeouts());
    }
}
