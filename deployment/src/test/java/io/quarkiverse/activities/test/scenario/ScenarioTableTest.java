package io.quarkiverse.activities.test.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

import io.quarkiverse.activities.test.harness.OnEachDatabase;

/** Tests that every row of the table of conformance scenarios is played on each database or listed here with a reason. */
@OnEachDatabase
@Tag("quick")
class ScenarioTableTest {

    /** The numbers of the rows. Every third number is unused. */
    private static final Set<Integer> ROWS = IntStream.rangeClosed(1, 232).filter(number -> number % 3 != 0).boxed()
            .collect(Collectors.toSet());

    /** The rows that do not apply, with the reason. */
    private static final Map<Integer, String> NOT_PLAYED = Map.ofEntries(
            Map.entry(124, "there are no namespaces"),
            Map.entry(169, "an unpause has no jitter"),
            Map.entry(208, "describe needs no token to wait for a change"),
            Map.entry(209, "an application has no SDK headers"),
            Map.entry(215, "a shutdown interrupts nothing; ShutdownTest shows what it does"),
            Map.entry(220, "there are no fairness keys"),
            Map.entry(224, "there are no workflow tasks"));

    @Test
    void everyRowIsPlayedOrExplained() {
        Set<Integer> accountedFor = played();
        assertThat(accountedFor).as("played rows, which need no reason here")
                .doesNotContainAnyElementsOf(NOT_PLAYED.keySet());
        accountedFor.addAll(NOT_PLAYED.keySet());
        assertThat(accountedFor).isEqualTo(ROWS);
    }

    private static Set<Integer> played() {
        return ReflectionSupport
                .findAllClassesInPackage("io.quarkiverse.activities.test",
                        type -> !Modifier.isAbstract(type.getModifiers()) && type.isAnnotationPresent(OnEachDatabase.class),
                        name -> name.endsWith("Test"))
                .stream()
                .flatMap(test -> AnnotationSupport
                        .findAnnotatedMethods(test, Scenario.class, HierarchyTraversalMode.TOP_DOWN).stream())
                .flatMap(method -> Arrays.stream(method.getAnnotation(Scenario.class).value()).boxed())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
