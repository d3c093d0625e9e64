package io.quarkiverse.activities.runtime.definition;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;

@Recorder
public class DefinitionRecorder {

    public Function<SyntheticCreationalContext<ActivityDefinitions>, ActivityDefinitions> definitions(
            List<DefinitionData> found, RuntimeValue<Function<String, Object>> stubFactory, Map<String, String> stubless) {
        // made here, not in the function: a wrong expression stops the start, not the first use
        List<ActivityDefinition> definitions = new DefinitionResolver(ConfigProvider.getConfig()).resolve(found);
        ActivityDefinitions registry = new ActivityDefinitions(definitions, stubFactory.getValue(), stubless);
        return context -> registry;
    }
}
