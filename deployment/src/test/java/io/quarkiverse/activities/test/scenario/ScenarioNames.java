package io.quarkiverse.activities.test.scenario;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Provides the scenarios of a test class, named by their numbers. */
class ScenarioNames implements ArgumentsProvider {

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        return Arrays.stream(context.getRequiredTestClass().getMethods())
                .filter(method -> method.isAnnotationPresent(Scenario.class))
                .sorted(Comparator.comparing(method -> method.getAnnotation(Scenario.class).value()[0]))
                .map(method -> Arguments.of(Named.of(numbers(method.getAnnotation(Scenario.class)) + " " + method.getName(),
                        method.getName())));
    }

    private static String numbers(Scenario scenario) {
        return Arrays.stream(scenario.value()).mapToObj(String::valueOf).collect(joining(", ", "#", ""));
    }
}
