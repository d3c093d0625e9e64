package io.quarkiverse.activities.runtime.definition;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig;
import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;

/** Resolves the Activity Definitions when the application starts. */
@Recorder
public class DefinitionRecorder {

    private final RuntimeValue<ActivitiesRuntimeConfig> config;

    public DefinitionRecorder(RuntimeValue<ActivitiesRuntimeConfig> config) {
        this.config = config;
    }

    public Function<SyntheticCreationalContext<ActivityDefinitions>, ActivityDefinitions> definitions(
            List<DefinitionData> found, RuntimeValue<BiFunction<String, StubHandler, Object>> stubFactory,
            Map<String, String> stubless) {
        // Created here and not in the function, so that invalid options fail the startup and not the first use
        ActivityDefinitions registry = new DefinitionResolver(ConfigProvider.getConfig(), config.getValue())
                .resolve(found, stubFactory.getValue(), stubless);
        return context -> registry;
    }
}
