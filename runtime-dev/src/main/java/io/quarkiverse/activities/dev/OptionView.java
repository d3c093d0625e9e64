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
 * An option as it is in force.
 *
 * @param value for people to read
 * @param source where it was set
 */
public record OptionView(ActivityOption option, String value, OptionSource source) {

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
            all.add(new OptionView(option, text(option, OptionSources.value(option, options)), sources.apply(option)));
        }
        return all;
    }

    private static String text(ActivityOption option, Object value) {
        if (value instanceof Duration duration) {
            return duration.isZero() ? "none" : duration.toString().substring(2).toLowerCase();
        }
        if (value instanceof List<?> values) {
            return values.isEmpty() ? "none" : String.join(", ", values.stream().map(String::valueOf).toList());
        }
        if (value.equals(0)) {
            return option == ActivityOption.PRIORITY ? "3, the default" : "no limit";
        }
        return value.toString();
    }
}
