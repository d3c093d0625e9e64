package io.quarkiverse.activities.dev;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityOption;
import io.quarkiverse.activities.OptionSource;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.runtime.definition.ActivityDefinition;
import io.quarkiverse.activities.runtime.definition.OptionSources;
import io.quarkiverse.activities.runtime.execution.Options;
import io.quarkiverse.activities.runtime.execution.OptionsValidator;
import io.quarkiverse.activities.runtime.execution.RetryRules;

/**
 * The effective value of an option.
 *
 * @param value the value for people to read
 * @param input the value as {@link OptionChanges} reads it; empty if the option is not set, null if it cannot be updated
 * @param source where the option was set
 */
public record OptionView(ActivityOption option, String value, String input, OptionSource source) {

    static List<OptionView> of(ActivityDefinition definition) {
        return all(OptionsValidator.normalised(definition.options().toOptions()), definition.options()::source);
    }

    static List<OptionView> of(ActivityDescription execution) {
        RetryOptions retry = execution.retry();
        return all(new Options(execution.taskQueue(), execution.scheduleToCloseTimeout(), execution.scheduleToStartTimeout(),
                execution.startToCloseTimeout(), execution.heartbeatTimeout(), execution.startDelay(), execution.priority(),
                new RetryRules(retry.initialInterval(), retry.backoffCoefficient(), retry.maximumInterval(),
                        retry.maximumAttempts(), retry.nonRetryable(), retry.nonRetryableTypes())),
                execution.optionSources()::get);
    }

    private static List<OptionView> all(Options options, Function<ActivityOption, OptionSource> sources) {
        List<OptionView> all = new ArrayList<>();
        for (ActivityOption option : ActivityOption.values()) {
            Object value = OptionSources.value(option, options);
            String text = text(value);
            all.add(new OptionView(option, text.isEmpty() ? unset(option) : text,
                    OptionChanges.UPDATABLE.contains(option) ? text : null, sources.apply(option)));
        }
        return all;
    }

    /** {@return the value as text, empty if it is not set} */
    private static String text(Object value) {
        if (value instanceof Duration duration) {
            return duration.isZero() ? "" : duration.toString().substring(2).toLowerCase();
        }
        if (value instanceof List<?> values) {
            return String.join(", ", values.stream().map(String::valueOf).toList());
        }
        return value.equals(0) ? "" : value.toString();
    }

    private static String unset(ActivityOption option) {
        return switch (option) {
            case PRIORITY -> "default (3)";
            case RETRY_MAXIMUM_ATTEMPTS -> "no limit";
            default -> "none";
        };
    }
}
