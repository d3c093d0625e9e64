package io.quarkiverse.activities.runtime.definition;

import java.util.EnumMap;
import java.util.Map;

import io.quarkiverse.activities.ActivityOption;
import io.quarkiverse.activities.OptionSource;
import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.runtime.execution.Options;

/**
 * Packs the sources of the options of an execution into one number, which the store keeps: three bits for each option. Rows
 * outlive releases, so positions and codes never change.
 */
public final class OptionSources {

    private static final int BITS = 3;
    private static final long MASK = 7;

    private OptionSources() {
    }

    /** {@return the sources in one number} An absent option has the engine's own default. */
    public static long pack(Map<ActivityOption, OptionSource> sources) {
        long packed = 0;
        for (Map.Entry<ActivityOption, OptionSource> source : sources.entrySet()) {
            packed |= code(source.getValue()) << shift(source.getKey());
        }
        return packed;
    }

    /** {@return the source of every option} An option that differs from the original options was changed by an update. */
    public static Map<ActivityOption, OptionSource> unpack(long packed, Execution execution) {
        Map<ActivityOption, OptionSource> sources = new EnumMap<>(ActivityOption.class);
        for (ActivityOption option : ActivityOption.values()) {
            boolean updated = execution.original() != null
                    && !value(option, execution.options()).equals(value(option, execution.original()));
            sources.put(option, updated ? OptionSource.UPDATE : source(packed >>> shift(option) & MASK));
        }
        return sources;
    }

    private static int shift(ActivityOption option) {
        return BITS * switch (option) {
            case TASK_QUEUE -> 0;
            case SCHEDULE_TO_CLOSE_TIMEOUT -> 1;
            case SCHEDULE_TO_START_TIMEOUT -> 2;
            case START_TO_CLOSE_TIMEOUT -> 3;
            case HEARTBEAT_TIMEOUT -> 4;
            case START_DELAY -> 5;
            case PRIORITY -> 6;
            case RETRY_INITIAL_INTERVAL -> 7;
            case RETRY_BACKOFF_COEFFICIENT -> 8;
            case RETRY_MAXIMUM_INTERVAL -> 9;
            case RETRY_MAXIMUM_ATTEMPTS -> 10;
            case RETRY_NON_RETRYABLE_TYPES -> 11;
            case RETRY_NON_RETRYABLE -> 12;
        };
    }

    private static long code(OptionSource source) {
        return switch (source) {
            case DEFAULT -> 0;
            case ANNOTATION -> 1;
            case CONFIGURATION -> 2;
            case CALL -> 3;
            case UPDATE -> throw new IllegalArgumentException("The options of a start cannot come from an update");
        };
    }

    private static OptionSource source(long code) {
        return switch ((int) code) {
            case 1 -> OptionSource.ANNOTATION;
            case 2 -> OptionSource.CONFIGURATION;
            case 3 -> OptionSource.CALL;
            default -> OptionSource.DEFAULT;
        };
    }

    /** {@return the value of the option: a duration, string, number or list of strings} */
    public static Object value(ActivityOption option, Options options) {
        return switch (option) {
            case TASK_QUEUE -> options.taskQueue();
            case SCHEDULE_TO_CLOSE_TIMEOUT -> options.scheduleToClose();
            case SCHEDULE_TO_START_TIMEOUT -> options.scheduleToStart();
            case START_TO_CLOSE_TIMEOUT -> options.startToClose();
            case HEARTBEAT_TIMEOUT -> options.heartbeat();
            case START_DELAY -> options.startDelay();
            case PRIORITY -> options.priority();
            case RETRY_INITIAL_INTERVAL -> options.retry().initialInterval();
            case RETRY_BACKOFF_COEFFICIENT -> options.retry().backoffCoefficient();
            case RETRY_MAXIMUM_INTERVAL -> options.retry().maximumInterval();
            case RETRY_MAXIMUM_ATTEMPTS -> options.retry().maximumAttempts();
            case RETRY_NON_RETRYABLE -> options.retry().nonRetryable();
            case RETRY_NON_RETRYABLE_TYPES -> options.retry().nonRetryableTypes();
        };
    }
}
