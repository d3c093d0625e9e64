package io.quarkiverse.activities.dev;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import io.quarkiverse.activities.ActivityOption;
import io.quarkiverse.activities.OptionsUpdate;
import io.quarkiverse.activities.RetryOptions;
import io.quarkus.runtime.configuration.DurationConverter;

/**
 * Reads an options update from text. An option that is not named stays as it is; an empty text or 0 clears a timeout, a limit
 * or the priority.
 */
final class OptionChanges {

    static final Set<ActivityOption> UPDATABLE = EnumSet.complementOf(
            EnumSet.of(ActivityOption.RETRY_NON_RETRYABLE, ActivityOption.RETRY_NON_RETRYABLE_TYPES));

    private OptionsUpdate update = OptionsUpdate.create();
    private RetryOptions retry = RetryOptions.create();

    private OptionChanges() {
    }

    /**
     * {@return the update}
     *
     * @param changes the new values by the name of the {@link ActivityOption}; durations as {@code 30s}, {@code 10m} or
     *        {@code PT1H}
     * @throws IllegalArgumentException if an option is unknown or cannot be updated, or if its value cannot be read
     */
    static OptionsUpdate read(Map<String, String> changes) {
        OptionChanges reader = new OptionChanges();
        changes.forEach((name, text) -> reader.change(option(name), text == null ? "" : text.strip()));
        return reader.update;
    }

    private static ActivityOption option(String name) {
        return UPDATABLE.stream().filter(option -> option.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(Arrays.stream(ActivityOption.values())
                        .anyMatch(option -> option.name().equals(name)) ? name + " cannot be updated"
                                : name + " is not an option. Use one of " + UPDATABLE));
    }

    private void change(ActivityOption option, String text) {
        update = switch (option) {
            case TASK_QUEUE -> update.taskQueue(text);
            case SCHEDULE_TO_CLOSE_TIMEOUT -> update.scheduleToCloseTimeout(duration(option, text));
            case SCHEDULE_TO_START_TIMEOUT -> update.scheduleToStartTimeout(duration(option, text));
            case START_TO_CLOSE_TIMEOUT -> update.startToCloseTimeout(duration(option, text));
            case HEARTBEAT_TIMEOUT -> update.heartbeatTimeout(duration(option, text));
            case START_DELAY -> update.startDelay(duration(option, text));
            case PRIORITY -> update.priority(number(option, text));
            case RETRY_INITIAL_INTERVAL -> retry(retry.initialInterval(duration(option, text)));
            case RETRY_BACKOFF_COEFFICIENT -> retry(retry.backoffCoefficient(decimal(option, text)));
            case RETRY_MAXIMUM_INTERVAL -> retry(retry.maximumInterval(duration(option, text)));
            case RETRY_MAXIMUM_ATTEMPTS -> retry(retry.maximumAttempts(number(option, text)));
            case RETRY_NON_RETRYABLE, RETRY_NON_RETRYABLE_TYPES ->
                throw new IllegalArgumentException(option + " cannot be updated");
        };
    }

    private OptionsUpdate retry(RetryOptions changed) {
        retry = changed;
        return update.retry(changed);
    }

    private static Duration duration(ActivityOption option, String text) {
        if (text.isEmpty()) {
            return Duration.ZERO;
        }
        try {
            return DurationConverter.parseDuration(text);
        } catch (IllegalArgumentException e) {
            throw unreadable(option, text, "a duration. Write it as 30s, 10m or PT1H");
        }
    }

    private static int number(ActivityOption option, String text) {
        try {
            return text.isEmpty() ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw unreadable(option, text, "a whole number");
        }
    }

    private static double decimal(ActivityOption option, String text) {
        try {
            return text.isEmpty() ? 0 : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw unreadable(option, text, "a number");
        }
    }

    private static IllegalArgumentException unreadable(ActivityOption option, String text, String expected) {
        return new IllegalArgumentException(option + ": '" + text + "' is not " + expected);
    }
}
