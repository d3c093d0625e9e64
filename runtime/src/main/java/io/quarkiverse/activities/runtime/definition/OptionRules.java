package io.quarkiverse.activities.runtime.definition;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.quarkiverse.activities.TimeoutType;
import io.quarkus.runtime.configuration.DurationConverter;

/**
 * The rules an option of a definition must keep, in one place so that the build (for literals) and the start-up (for resolved
 * expressions) say the same.
 */
public final class OptionRules {

    public static final int MAXIMUM_NAME_LENGTH = 1000;

    private static final String TIMEOUT_PREFIX = "TemporalTimeout:";

    private OptionRules() {
    }

    public static boolean isExpression(String value) {
        return value.contains("${");
    }

    /** Tells {@code problems} what is wrong with the options; expressions are passed over. */
    public static void check(OptionData options, Consumer<String> problems) {
        duration("startToCloseTimeout", options.getStartToCloseTimeout(), problems);
        duration("scheduleToCloseTimeout", options.getScheduleToCloseTimeout(), problems);
        duration("scheduleToStartTimeout", options.getScheduleToStartTimeout(), problems);
        duration("heartbeatTimeout", options.getHeartbeatTimeout(), problems);
        Duration initial = duration("retry.initialInterval", options.getInitialInterval(), problems);
        Duration maximum = duration("retry.maximumInterval", options.getMaximumInterval(), problems);
        if (initial != null && maximum != null && !maximum.isZero() && maximum.compareTo(initial) < 0) {
            problems.accept("retry.maximumInterval " + options.getMaximumInterval() + " is less than retry.initialInterval "
                    + options.getInitialInterval() + "; make it at least as long");
        }
        double coefficient = options.getBackoffCoefficient();
        if (coefficient != 0 && !(coefficient >= 1 && coefficient < Double.POSITIVE_INFINITY)) {
            problems.accept("retry.backoffCoefficient " + coefficient
                    + " is not a number of at least 1; use 1 for a constant wait, or 0 for the default");
        }
        if (options.getMaximumAttempts() < 0) {
            problems.accept("retry.maximumAttempts " + options.getMaximumAttempts()
                    + " is negative; use 0 for no limit");
        }
        for (String type : options.getNonRetryableTypes()) {
            nonRetryableType(type, problems);
        }
    }

    /** Tells {@code problems} what is wrong with the name of a type or queue. */
    public static void name(String what, String name, Consumer<String> problems) {
        if (name.isBlank()) {
            problems.accept("the " + what + " is blank; give it a name");
        } else if (name.length() > MAXIMUM_NAME_LENGTH) {
            problems.accept("the " + what + " has " + name.length() + " characters; use at most " + MAXIMUM_NAME_LENGTH);
        } else if (name.indexOf('\0') >= 0) {
            problems.accept("the " + what + " holds a NUL character, which databases refuse; remove it");
        }
    }

    /** {@return the duration; null when it is empty, an expression or wrong} */
    static Duration duration(String what, String value, Consumer<String> problems) {
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

    private static void nonRetryableType(String type, Consumer<String> problems) {
        if (!type.startsWith(TIMEOUT_PREFIX) || isExpression(type)) {
            return;
        }
        for (TimeoutType timeout : TimeoutType.values()) {
            if (type.equals(TIMEOUT_PREFIX + timeout.displayName())) {
                return;
            }
        }
        problems.accept("retry.nonRetryableTypes names the unknown timeout '" + type + "'; the timeouts are "
                + List.of(TimeoutType.values()).stream().map(t -> TIMEOUT_PREFIX + t.displayName()).toList());
    }
}
