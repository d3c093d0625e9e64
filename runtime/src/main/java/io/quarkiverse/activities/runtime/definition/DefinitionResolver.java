package io.quarkiverse.activities.runtime.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

import org.eclipse.microprofile.config.Config;

import io.smallrye.common.expression.Expression;
import io.smallrye.config.SmallRyeConfig;

/** Makes definitions of what the build recorded: resolves expressions, then checks with the rules of the build. */
final class DefinitionResolver {

    private final SmallRyeConfig config;
    private final List<String> problems = new ArrayList<>();

    DefinitionResolver(Config config) {
        this.config = config.unwrap(SmallRyeConfig.class);
    }

    List<ActivityDefinition> resolve(List<DefinitionData> found) {
        String defaultQueue = config.getOptionalValue("quarkus.activities.task-queue", String.class).orElse("default");
        List<ActivityDefinition> definitions = new ArrayList<>();
        for (DefinitionData data : found) {
            String method = data.getDeclaringClass() + "#" + data.getMethodName();
            OptionData options = expand(method, data.getOptions());
            OptionRules.check(options, problem -> problems.add(method + ": " + problem));
            String queue = data.getTaskQueue().isEmpty() ? defaultQueue : expand(method, data.getTaskQueue());
            OptionRules.name("Task Queue", queue, problem -> problems.add(method + ": " + problem));
            definitions.add(new ActivityDefinition(data, queue, options));
        }
        if (!problems.isEmpty()) {
            throw new IllegalStateException("Activities cannot start: " + String.join("\n", problems));
        }
        return definitions;
    }

    private OptionData expand(String method, OptionData raw) {
        OptionData options = new OptionData();
        options.setStartToCloseTimeout(expand(method, raw.getStartToCloseTimeout()));
        options.setScheduleToCloseTimeout(expand(method, raw.getScheduleToCloseTimeout()));
        options.setScheduleToStartTimeout(expand(method, raw.getScheduleToStartTimeout()));
        options.setHeartbeatTimeout(expand(method, raw.getHeartbeatTimeout()));
        options.setInitialInterval(expand(method, raw.getInitialInterval()));
        options.setBackoffCoefficient(raw.getBackoffCoefficient());
        options.setMaximumInterval(expand(method, raw.getMaximumInterval()));
        options.setMaximumAttempts(raw.getMaximumAttempts());
        options.setNonRetryableTypes(raw.getNonRetryableTypes().stream().map(type -> expand(method, type)).toList());
        return options;
    }

    private String expand(String method, String value) {
        if (!OptionRules.isExpression(value)) {
            return value;
        }
        try {
            return Expression.compile(value).evaluate((context, target) -> {
                String resolved = config.getConfigValue(context.getKey()).getValue();
                if (resolved != null) {
                    target.append(resolved);
                } else if (context.hasDefault()) {
                    context.expandDefault();
                } else {
                    throw new NoSuchElementException(context.getKey());
                }
            });
        } catch (NoSuchElementException e) {
            problems.add(method + ": '" + value + "' needs the property " + e.getMessage()
                    + ", which is not set; set it or write ${" + e.getMessage() + ":a default}");
            return "";
        }
    }
}
