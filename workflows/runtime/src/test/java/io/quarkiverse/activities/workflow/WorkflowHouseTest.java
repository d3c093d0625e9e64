package io.quarkiverse.activities.workflow;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import io.quarkiverse.activities.workflow.runtime.replay.Promises;

/**
 * Guards the package structure that the {@code package-info.java} of each package describes. Every package needs an entry in
 * {@link #ROOMS}, and every import between two packages, and of the base engine, must be listed there.
 */
class WorkflowHouseTest {

    private static final String BASE = "io.quarkiverse.activities";
    private static final String API = BASE + ".workflow";
    private static final String RUNTIME = API + ".runtime";
    private static final Set<String> PUBLIC_API = Set.of(BASE, BASE + ".failure", BASE + ".spi", API);
    private static final Map<String, Set<String>> ROOMS = new TreeMap<>();

    // Each room with the other rooms, and the rooms of the base engine, that it may import
    static {
        ROOMS.put(API + ".entity", Set.of(BASE + ".entity", RUNTIME + ".store"));
        ROOMS.put(RUNTIME + ".replay", Set.of());
        ROOMS.put(RUNTIME + ".journal", Set.of(RUNTIME + ".replay", BASE + ".runtime.codec"));
        ROOMS.put(RUNTIME + ".config", Set.of());
        ROOMS.put(RUNTIME + ".body", Set.of(RUNTIME + ".config", RUNTIME + ".local", RUNTIME + ".payload",
                RUNTIME + ".replay", RUNTIME + ".store", BASE + ".runtime.config", BASE + ".runtime.definition",
                BASE + ".runtime.interceptor", BASE + ".runtime.node", BASE + ".runtime.payload",
                BASE + ".runtime.store.value", BASE + ".runtime.worker.attempt"));
        ROOMS.put(RUNTIME + ".coroutine", Set.of(BASE + ".runtime.node"));
        ROOMS.put(RUNTIME + ".definition", Set.of(RUNTIME + ".replay", BASE + ".runtime.definition"));
        ROOMS.put(RUNTIME + ".log", Set.of(BASE + ".runtime.context"));
        ROOMS.put(RUNTIME + ".local", Set.of(RUNTIME + ".replay", BASE + ".runtime.execution"));
        ROOMS.put(RUNTIME + ".payload", Set.of(RUNTIME + ".replay", BASE + ".runtime.payload"));
        ROOMS.put(RUNTIME + ".store", Set.of(RUNTIME + ".replay", RUNTIME + ".journal", BASE + ".entity",
                BASE + ".runtime.codec", BASE + ".runtime.execution", BASE + ".runtime.node", BASE + ".runtime.query",
                BASE + ".runtime.store", BASE + ".runtime.store.jdbc",
                BASE + ".runtime.store.locked", BASE + ".runtime.store.schema", BASE + ".runtime.store.sql",
                BASE + ".runtime.store.value"));
        ROOMS.put(RUNTIME + ".history", Set.of(RUNTIME + ".replay", RUNTIME + ".journal", RUNTIME + ".store",
                BASE + ".runtime.execution"));
        ROOMS.put(RUNTIME + ".runner",
                Set.of(RUNTIME + ".body", RUNTIME + ".config", RUNTIME + ".replay", RUNTIME + ".journal",
                        RUNTIME + ".coroutine", RUNTIME + ".definition", RUNTIME + ".log", RUNTIME + ".payload",
                        RUNTIME + ".store",
                        BASE + ".runtime.config", BASE + ".runtime.context", BASE + ".runtime.definition",
                        BASE + ".runtime.execution", BASE + ".runtime.interceptor", BASE + ".runtime.maintenance",
                        BASE + ".runtime.node", BASE + ".runtime.notify", BASE + ".runtime.store.value",
                        BASE + ".runtime.worker",
                        BASE + ".runtime.worker.attempt", BASE + ".runtime.worker.queue"));
        ROOMS.put(RUNTIME + ".observe",
                Set.of(RUNTIME + ".body", RUNTIME + ".runner", RUNTIME + ".store", BASE + ".runtime.config",
                        BASE + ".runtime.maintenance", BASE + ".runtime.node", BASE + ".runtime.observe"));
        ROOMS.put(RUNTIME + ".dev", Set.of(RUNTIME + ".definition", RUNTIME + ".history", RUNTIME + ".payload",
                RUNTIME + ".replay", RUNTIME + ".runner", RUNTIME + ".store", BASE + ".runtime.execution",
                BASE + ".runtime.payload", BASE + ".runtime.query"));
        ROOMS.put(RUNTIME + ".client",
                Set.of(RUNTIME + ".config", RUNTIME + ".replay", RUNTIME + ".journal", RUNTIME + ".definition",
                        RUNTIME + ".payload", RUNTIME + ".store", RUNTIME + ".runner", RUNTIME + ".history",
                        BASE + ".runtime.client.find", BASE + ".runtime.client.handle", BASE + ".runtime.context",
                        BASE + ".runtime.execution", BASE + ".runtime.node", BASE + ".runtime.payload", BASE + ".runtime.query",
                        BASE + ".runtime.store.value"));
    }

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(WorkflowContext.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void everyPackageIsListed() {
        Set<String> packages = CLASSES.stream().map(JavaClass::getPackageName).filter(name -> !name.equals(API))
                .collect(toCollection(TreeSet::new));
        assertThat(packages).containsExactlyElementsOf(ROOMS.keySet());
    }

    @Test
    void roomsImportOnlyTheListedRooms() {
        ROOMS.forEach((room, others) -> noClasses().that().resideInAPackage(room).should()
                .dependOnClassesThat(describe("are in a room that is not listed for " + room,
                        target -> target.getPackageName().startsWith(BASE) && !PUBLIC_API.contains(target.getPackageName())
                                && !target.getPackageName().equals(room) && !others.contains(target.getPackageName())))
                .check(CLASSES));
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(BASE + ".(**)").should().beFreeOfCycles()
                // Promise.allOf and anyOf create promises
                .ignoreDependency(Promise.class, Promises.class).check(CLASSES);
    }

    @Test
    void publicApiDoesNotDependOnTheEngine() {
        classes().that().resideInAPackage(API).and().doNotHaveFullyQualifiedName(Promise.class.getName()).should()
                .onlyDependOnClassesThat(describe("are in the public API or not ours",
                        target -> !target.getPackageName().startsWith(BASE) || PUBLIC_API.contains(target.getPackageName())))
                .check(CLASSES);
    }

    @Test
    void roomsArePure() {
        String[] java = { "java.lang..", "java.util..", "java.time..", "java.nio.charset" };
        classes().that().resideInAnyPackage(RUNTIME + ".replay", RUNTIME + ".local").should()
                .onlyDependOnClassesThat(are(resideInAnyPackage(java)).or(resideInAnyPackage(BASE + ".."))
                        // in signatures of the public API
                        .or(resideInAnyPackage("io.smallrye.mutiny", "org.jboss.logging")))
                .check(CLASSES);
        classes().that().resideInAPackage(RUNTIME + ".journal").should()
                .onlyDependOnClassesThat(are(resideInAnyPackage(java)).or(resideInAnyPackage(BASE + "..",
                        "com.fasterxml.jackson.core.."))
                        .or(describe("are streams in memory",
                                target -> Set.of("java.io.StringWriter", "java.io.Writer", "java.io.IOException",
                                        "java.io.UncheckedIOException").contains(target.getName()))))
                .check(CLASSES);
    }

    @Test
    void onlyTheStoreUsesJdbc() {
        noClasses().that().resideOutsideOfPackage(RUNTIME + ".store").should().dependOnClassesThat()
                .resideInAPackage("java.sql").check(CLASSES);
    }

    @Test
    void roomsHaveNeitherClockNorChance() {
        noClasses().that().resideOutsideOfPackages(RUNTIME + ".runner", RUNTIME + ".client").should()
                .callMethod(Instant.class, "now").orShould().callMethod(System.class, "nanoTime").orShould()
                .callMethod(System.class, "currentTimeMillis").orShould().callMethod(Math.class, "random").orShould()
                .callMethod(UUID.class, "randomUUID").orShould().callConstructor(Random.class).orShould().dependOnClassesThat()
                .areAssignableTo(Clock.class).orShould().dependOnClassesThat().areAssignableTo(ThreadLocalRandom.class)
                .check(CLASSES);
    }
}
