package io.quarkiverse.activities.runtime.definition;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.activities.ActivityOption;
import io.quarkiverse.activities.OptionSource;
import io.quarkiverse.activities.runtime.execution.Options;
import io.quarkiverse.activities.runtime.execution.RetryRules;

/**
 * The options from one source, or merged from several sources. An absent option is not set. A zero is set and means "none", so
 * that a layer can clear an option of a lower layer. Immutable.
 */
public final class OptionLayer {

    private final Map<ActivityOption, Object> values = new EnumMap<>(ActivityOption.class);
    private final Map<ActivityOption, OptionSource> sources = new EnumMap<>(ActivityOption.class);
    // Built once: most starts use the options of their definition unchanged
    private volatile Options options;
    private volatile Long packedSources;

    /** @param values a {@code Duration}, {@code String}, {@code Integer}, {@code Double} or list of strings for each option */
    public OptionLayer(OptionSource source, Map<ActivityOption, Object> values) {
        this.values.putAll(values);
        for (ActivityOption option : values.keySet()) {
            sources.put(option, source);
        }
    }

    private OptionLayer(OptionLayer upper, OptionLayer lower) {
        values.putAll(lower.values);
        values.putAll(upper.values);
        sources.putAll(lower.sources);
        sources.putAll(upper.sources);
    }

    /** {@return a layer with the options of this one and, for those that it does not set, of the lower one} */
    public OptionLayer over(OptionLayer lower) {
        return values.isEmpty() ? lower : new OptionLayer(this, lower);
    }

    /** {@return the value, or null if the option is not set} */
    public Object get(ActivityOption option) {
        return values.get(option);
    }

    /** {@return the duration, or zero if the option is not set} */
    public Duration duration(ActivityOption option) {
        return (Duration) values.getOrDefault(option, Duration.ZERO);
    }

    /** {@return where the option was set} */
    public OptionSource source(ActivityOption option) {
        return sources.getOrDefault(option, OptionSource.DEFAULT);
    }

    /** {@return the source of each option that is set} */
    public Map<ActivityOption, OptionSource> sources() {
        return Collections.unmodifiableMap(sources);
    }

    /** {@return the sources as {@link OptionSources} packs them} */
    public long packedSources() {
        Long packed = packedSources;
        if (packed == null) {
            packed = OptionSources.pack(sources);
            packedSources = packed;
        }
        return packed;
    }

    public String taskQueue() {
        return (String) get(ActivityOption.TASK_QUEUE);
    }

    /** {@return the options to start an execution with} */
    public Options toOptions() {
        Options built = options;
        if (built == null) {
            built = build();
            options = built;
        }
        return built;
    }

    @SuppressWarnings("unchecked")
    private Options build() {
        return new Options(taskQueue(), duration(ActivityOption.SCHEDULE_TO_CLOSE_TIMEOUT),
                duration(ActivityOption.SCHEDULE_TO_START_TIMEOUT), duration(ActivityOption.START_TO_CLOSE_TIMEOUT),
                duration(ActivityOption.HEARTBEAT_TIMEOUT), duration(ActivityOption.START_DELAY),
                (int) values.getOrDefault(ActivityOption.PRIORITY, 0),
                new RetryRules(duration(ActivityOption.RETRY_INITIAL_INTERVAL),
                        (double) values.getOrDefault(ActivityOption.RETRY_BACKOFF_COEFFICIENT, 0.0),
                        duration(ActivityOption.RETRY_MAXIMUM_INTERVAL),
                        (int) values.getOrDefault(ActivityOption.RETRY_MAXIMUM_ATTEMPTS, 0),
                        (List<String>) values.getOrDefault(ActivityOption.RETRY_NON_RETRYABLE, List.of()),
                        (List<String>) values.getOrDefault(ActivityOption.RETRY_NON_RETRYABLE_TYPES, List.of())));
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
