package io.quarkiverse.activities.runtime.definition;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

import io.quarkiverse.activities.ActivityOption;
import io.quarkiverse.activities.OptionSource;
import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig;
import io.quarkiverse.activities.runtime.config.OptionsConfig;

/** The options that configuration sets: for single types, and as defaults for all types. */
final class ConfiguredOptions {

    private static final String TYPES = "quarkus.activities.types.\"";
    private static final OptionLayer NOTHING = new OptionLayer(OptionSource.CONFIGURATION, Map.of());

    private final Map<String, OptionLayer> types = new TreeMap<>();
    private final OptionLayer defaults;

    /** @param problems receives a message for each invalid option, which names its property */
    ConfiguredOptions(ActivitiesRuntimeConfig config, Consumer<String> problems) {
        config.types().forEach((key, type) -> {
            Map<ActivityOption, Object> written = written(type);
            type.taskQueue().ifPresent(queue -> written.put(ActivityOption.TASK_QUEUE, queue));
            types.put(key, layer(OptionSource.CONFIGURATION, TYPES + key + "\".", written, problems));
        });
        Map<ActivityOption, Object> written = written(config.defaults());
        defaults = layer(OptionSource.DEFAULT, "quarkus.activities.defaults.", written, problems)
                .over(layer(OptionSource.DEFAULT, "quarkus.activities.", Map.of(ActivityOption.TASK_QUEUE, config.taskQueue()),
                        problems));
    }

    private static Map<ActivityOption, Object> written(OptionsConfig config) {
        Map<ActivityOption, Object> written = new EnumMap<>(ActivityOption.class);
        config.scheduleToCloseTimeout().ifPresent(value -> written.put(ActivityOption.SCHEDULE_TO_CLOSE_TIMEOUT, value));
        config.scheduleToStartTimeout().ifPresent(value -> written.put(ActivityOption.SCHEDULE_TO_START_TIMEOUT, value));
        config.startToCloseTimeout().ifPresent(value -> written.put(ActivityOption.START_TO_CLOSE_TIMEOUT, value));
        config.heartbeatTimeout().ifPresent(value -> written.put(ActivityOption.HEARTBEAT_TIMEOUT, value));
        config.priority().ifPresent(value -> written.put(ActivityOption.PRIORITY, value));
        OptionsConfig.RetryConfig retry = config.retry();
        retry.initialInterval().ifPresent(value -> written.put(ActivityOption.RETRY_INITIAL_INTERVAL, value));
        retry.backoffCoefficient().ifPresent(value -> written.put(ActivityOption.RETRY_BACKOFF_COEFFICIENT, value));
        retry.maximumInterval().ifPresent(value -> written.put(ActivityOption.RETRY_MAXIMUM_INTERVAL, value));
        retry.maximumAttempts().ifPresent(value -> written.put(ActivityOption.RETRY_MAXIMUM_ATTEMPTS, value));
        retry.nonRetryable().ifPresent(value -> written.put(ActivityOption.RETRY_NON_RETRYABLE, value));
        retry.nonRetryableTypes().ifPresent(value -> written.put(ActivityOption.RETRY_NON_RETRYABLE_TYPES, value));
        return written;
    }

    private static OptionLayer layer(OptionSource source, String prefix, Map<ActivityOption, Object> written,
            Consumer<String> problems) {
        return new OptionLayer(source,
                OptionParser.read(written, option -> prefix + OptionNames.property(option), problems));
    }

    /**
     * {@return the options that configuration sets for a type on a queue} A key that names the queue and the type wins over one
     * that names only the type.
     *
     * @param taskQueue null for the key that names only the type
     */
    OptionLayer of(String taskQueue, String type) {
        OptionLayer everywhere = types.getOrDefault(type, NOTHING);
        return taskQueue == null ? everywhere : types.getOrDefault(key(taskQueue, type), NOTHING).over(everywhere);
    }

    /** {@return the options that apply if no other source sets them, including the Task Queue} */
    OptionLayer defaults() {
        return defaults;
    }

    /** {@return the configured keys that are not among the known ones} */
    Set<String> unknownKeys(Set<String> known) {
        Set<String> unknown = new TreeSet<>(types.keySet());
        unknown.removeAll(known);
        return unknown;
    }

    /** {@return the key that selects a type on one queue} */
    static String key(String taskQueue, String type) {
        return taskQueue + "/" + type;
    }
}
