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
 * The options that one place sets, or several places laid over each other. What is absent is not set; a zero is set, and means
 * "none", so that a near place can undo what a far one says. Immutable.
 */
public final class OptionLayer {

    private final Map<ActivityOption, Object> values = new EnumMap<>(ActivityOption.class);
    private final Map<ActivityOption, OptionSource> sources = new EnumMap<>(ActivityOption.class);
    // Most starts of a definition take its options as they are: they are put together once
    private volatile Options options;
    private volatile Long packedSources;

    /** @param values a {@code Duration}, {@code String}, {@code Integer}, {@code Double} or list of strings for each option */
    public OptionLayer(OptionSource source, Map<ActivityOption, Object> values) {
        this.values.putAll(values);
        for (ActivityOption option : values.keySet()) {
            sources.put(option, source);
        }
    }

    private OptionLayer(OptionLayer nearer, OptionLayer farther) {
        values.putAll(farther.values);
        values.putAll(nearer.values);
        sources.putAll(farther.sources);
        sources.putAll(nearer.sources);
    }

    /** {@return the options of this place and, where it sets none, those of a place farther away} */
    public OptionLayer over(OptionLayer farther) {
        return new OptionLayer(this, farther);
    }

    /** {@return the value, or null where it is not set} */
    public Object get(ActivityOption option) {
        return values.get(option);
    }

    /** {@return the duration; zero where it is not set} */
    public Duration duration(ActivityOption option) {
        return (Duration) values.getOrDefault(option, Duration.ZERO);
    }

    /** {@return where the option was set} */
    public OptionSource source(ActivityOption option) {
        return sources.getOrDefault(option, OptionSource.DEFAULT);
    }

    /** {@return where each option that is set was set} */
    public Map<ActivityOption, OptionSource> sources() {
        return Collections.unmodifiableMap(sources);
    }

    /** {@return the same as {@link OptionSources} packs it} */
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
        Options known = options;
        if (known == null) {
            known = putTogether();
            options = known;
        }
        return known;
    }

    @SuppressWarnings("unchecked")
    private Options putTogether() {
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
