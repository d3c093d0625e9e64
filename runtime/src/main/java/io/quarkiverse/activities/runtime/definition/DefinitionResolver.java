package io.quarkiverse.activities.runtime.definition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

import io.quarkiverse.activities.ActivityOption;
import io.quarkiverse.activities.OptionSource;
import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig;

/**
 * Creates the definitions from the data that the build recorded: expands expressions, applies configuration over the
 * annotations, and validates the options with the same rules as the build.
 */
final class DefinitionResolver {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");

    private final OptionExpressions expressions;
    private final ActivitiesRuntimeConfig config;
    private final ConfiguredOptions configured;
    private final List<String> problems = new ArrayList<>();

    DefinitionResolver(Config expressions, ActivitiesRuntimeConfig config) {
        this.expressions = new OptionExpressions(expressions);
        this.config = config;
        configured = new ConfiguredOptions(config, problems::add);
    }

    ActivityDefinitions resolve(List<DefinitionData> found, BiFunction<String, StubHandler, Object> stubFactory,
            Map<String, String> stubless) {
        List<ActivityDefinition> definitions = new ArrayList<>();
        for (DefinitionData data : found) {
            definitions.add(resolve(data));
        }
        ServedTypes served = new ServedTypes(definitions, config, problems::add);
        stopOnProblems();
        for (ActivityDefinition definition : definitions) {
            OptionParser.checkMerged(definition.options(), text -> problems.add(definition.method() + ": " + text));
        }
        stopOnProblems();
        warnOfUnknown(definitions);
        warnOfUnboundedAttempts(definitions);
        return new ActivityDefinitions(definitions, served, configured, stubFactory, stubless);
    }

    private void stopOnProblems() {
        if (!problems.isEmpty()) {
            throw new IllegalStateException("Activities cannot start: " + String.join("\n", problems));
        }
    }

    private ActivityDefinition resolve(DefinitionData data) {
        String method = data.getDeclaringClass() + "#" + data.getMethodName();
        Consumer<String> problem = text -> problems.add(method + ": " + text);
        OptionLayer annotated = new OptionLayer(OptionSource.ANNOTATION,
                OptionParser.read(expanded(data, problem), OptionNames::member, problem)).over(configured.defaults());
        return new ActivityDefinition(data, annotated.taskQueue(),
                configured.of(annotated.taskQueue(), data.getType()).over(annotated));
    }

    private Map<ActivityOption, Object> expanded(DefinitionData data, Consumer<String> problem) {
        Map<ActivityOption, Object> options = expressions.expand(data.getOptions(), problem);
        if (!data.getTaskQueue().isEmpty()) {
            options.put(ActivityOption.TASK_QUEUE, expressions.expand(data.getTaskQueue(), problem));
        }
        return options;
    }

    private void warnOfUnknown(List<ActivityDefinition> definitions) {
        Set<String> keys = new HashSet<>();
        Set<String> types = new TreeSet<>();
        for (ActivityDefinition definition : definitions) {
            keys.add(definition.key());
            keys.add(definition.type());
            types.add(definition.type());
        }
        for (String key : configured.unknownKeys(keys)) {
            LOG.warnf("quarkus.activities.types.\"%s\" matches no activity type of this application, whose types are %s. It"
                    + " applies only to calls by type name", key, types);
        }
    }

    private static void warnOfUnboundedAttempts(List<ActivityDefinition> definitions) {
        for (ActivityDefinition definition : definitions) {
            OptionLayer options = definition.options();
            if (definition.isServed() && options.duration(ActivityOption.START_TO_CLOSE_TIMEOUT).isZero()
                    && options.duration(ActivityOption.HEARTBEAT_TIMEOUT).isZero()
                    && !options.duration(ActivityOption.SCHEDULE_TO_CLOSE_TIMEOUT).isZero()) {
                LOG.warnf("%s has a schedule-to-close timeout but no start-to-close timeout: an attempt that hangs uses up all"
                        + " of that time and is not retried. Set startToCloseTimeout, or quarkus.activities.types.\"%s\""
                        + ".start-to-close-timeout", definition.method(), definition.type());
            }
        }
    }
}
