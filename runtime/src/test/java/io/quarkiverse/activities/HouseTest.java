package io.quarkiverse.activities;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

import io.quarkiverse.activities.runtime.context.CurrentAttempt;
import io.quarkiverse.activities.runtime.store.jdbc.Dialect;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;

/**
 * Guards the package structure that the {@code package-info.java} of each package describes. Every package needs an entry in
 * {@link #ROOMS}, and every import between two packages must be listed in the entry of the importing package.
 */
class HouseTest {

    private static final String ROOT = "io.quarkiverse.activities";
    private static final String RUNTIME = ROOT + ".runtime";
    private static final String STORE = RUNTIME + ".store";
    private static final Set<String> PUBLIC_API = Set.of(ROOT, ROOT + ".failure", ROOT + ".spi");
    private static final Map<String, Set<String>> ROOMS = new TreeMap<>();

    // Each room with the other rooms that it may import. Every room may also import the public API and itself
    static {
        // Packages that work on values only
        room("config");
        room("context");
        room("execution");
        room("query");
        room("codec", "execution");
        room("payload", "config", "execution");
        room("interceptor", "payload");
        room("definition", "config", "execution");
        room("entity", "codec", "execution");
        // The store. Other rooms use only ActivityStore, its value types, and the state that nodes share
        room("store.value", "codec", "execution");
        room("store.jdbc", "config", "codec", "store.value");
        room("store.schema", "config", "entity", "store.jdbc");
        room("store.sql", "codec", "entity", "execution", "query", "store.jdbc", "store.schema", "store.value");
        room("store.locked", "codec", "config", "entity", "execution", "store.jdbc", "store.schema", "store.sql",
                "store.value");
        room("store.node", "codec", "store.jdbc", "store.schema", "store.value");
        room("store", "entity", "execution", "query", "store.jdbc", "store.locked", "store.schema", "store.sql", "store.value");
        // This process and the activities it runs
        room("node", "store.value");
        room("worker.queue", "config", "node", "store", "store.value");
        room("worker.attempt", "config", "context", "definition", "execution", "interceptor", "node", "payload", "store",
                "store.value");
        room("worker", "config", "context", "definition", "execution", "interceptor", "node", "payload", "store", "store.value",
                "worker.attempt", "worker.queue");
        // The client: one existing execution, starts, many executions
        room("client.handle", "context", "definition", "execution", "node", "payload", "store", "store.value");
        room("client.start", "client.handle", "codec", "config", "context", "definition", "execution", "interceptor", "node",
                "payload", "store", "store.value", "worker", "worker.queue");
        room("client.find", "client.handle", "context", "execution", "node", "payload", "query", "store", "store.value");
        room("client.queue", "context", "execution", "node", "store", "worker");
        room("client", "client.find", "client.handle", "client.queue", "client.start", "definition", "execution", "node",
                "payload", "query", "store.value");
        // Only the engine depends on the following packages
        room("maintenance", "config", "node", "store", "store.node", "store.value", "worker");
        room("notify", "client.handle", "execution", "node", "store.node", "store.value", "worker");
        room("observe", "config", "execution", "interceptor", "maintenance", "node", "payload", "store", "store.value",
                "worker",
                "worker.queue");
        room("", "client", "config", "maintenance", "node", "notify", "store", "worker");
    }

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(ActivityClient.class.getProtectionDomain().getCodeSource().getLocation());

    private static void room(String name, String... mayImport) {
        Set<String> others = new TreeSet<>();
        for (String other : mayImport) {
            others.add(packageOf(other));
        }
        ROOMS.put(packageOf(name), others);
    }

    private static String packageOf(String room) {
        return room.equals("entity") ? ROOT + ".entity" : room.isEmpty() ? RUNTIME : RUNTIME + "." + room;
    }

    @Test
    void everyPackageIsListed() {
        Set<String> packages = CLASSES.stream().map(JavaClass::getPackageName).filter(name -> !PUBLIC_API.contains(name))
                .collect(toCollection(TreeSet::new));
        assertThat(packages).containsExactlyElementsOf(ROOMS.keySet());
    }

    @Test
    void roomsImportOnlyTheListedRooms() {
        ROOMS.forEach((room, others) -> noClasses().that().resideInAPackage(room).should()
                .dependOnClassesThat(describe("are in a room that is not listed for " + room,
                        target -> isOurs(target) && !PUBLIC_API.contains(target.getPackageName())
                                && !target.getPackageName().equals(room) && !others.contains(target.getPackageName())))
                .check(CLASSES));
    }

    @Test
    void everyListedImportIsUsed() {
        List<String> unused = new ArrayList<>();
        ROOMS.forEach((room, others) -> {
            Set<String> needed = CLASSES.stream().filter(type -> type.getPackageName().equals(room))
                    .flatMap(HouseTest::dependencies).map(JavaClass::getPackageName).collect(toCollection(TreeSet::new));
            others.stream().filter(other -> !needed.contains(other)).map(other -> room + " does not use " + other)
                    .forEach(unused::add);
        });
        assertThat(unused).isEmpty();
    }

    @Test
    void packagesHaveNoCycles() {
        slices().assignedFrom(new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return SliceIdentifier
                        .of(PUBLIC_API.contains(type.getPackageName()) ? "the public API" : type.getPackageName());
            }

            @Override
            public String getDescription() {
                return "each package, with the public API as one";
            }
        }).should().beFreeOfCycles()
                // ActivityContext.current() needs the current attempt of the thread
                .ignoreDependency(ActivityContext.class, CurrentAttempt.class).check(CLASSES);
    }

    @Test
    void publicApiDoesNotDependOnTheEngine() {
        classes().that(are(inPublicApi())).and().doNotHaveFullyQualifiedName(ActivityContext.class.getName()).should()
                .onlyDependOnClassesThat(describe("are in the public API or not ours",
                        target -> !isOurs(target) || PUBLIC_API.contains(target.getPackageName())))
                .check(CLASSES);
        noClasses().that().haveFullyQualifiedName(ActivityContext.class.getName()).should()
                .dependOnClassesThat(describe("are in the engine, except for the attempt of this thread",
                        target -> target.getPackageName().startsWith(RUNTIME) && !target.isEquivalentTo(CurrentAttempt.class)))
                .check(CLASSES);
    }

    @Test
    void stateMachineAndQueryLanguageArePure() {
        classes().that().resideInAnyPackage(RUNTIME + ".execution", RUNTIME + ".query").should()
                .onlyDependOnClassesThat(
                        are(ours()).or(resideInAnyPackage("java.lang..", "java.util..", "java.time..", "java.nio.charset"))
                                .and(not(resideInAnyPackage("java.util.concurrent..", "java.util.logging.."))))
                .check(CLASSES);
    }

    @Test
    void codecIsPure() {
        classes().that().resideInAPackage(RUNTIME + ".codec").should()
                .onlyDependOnClassesThat(are(ours()).or(resideInAnyPackage("java.lang..", "java.util..", "java.time..",
                        "java.nio.charset", "com.fasterxml.jackson.."))
                        .or(describe("are streams in memory",
                                target -> Set.of("ByteArrayOutputStream", "StringWriter", "Writer", "IOException",
                                        "UncheckedIOException").contains(target.getSimpleName())
                                        && target.getPackageName().equals("java.io"))))
                .check(CLASSES);
    }

    @Test
    void pureRoomsDoNotReadAClock() {
        noClasses().that().resideInAnyPackage(RUNTIME + ".execution", RUNTIME + ".query", RUNTIME + ".codec").should()
                .callMethod(Instant.class, "now").orShould().callMethod(System.class, "nanoTime")
                .orShould().callMethod(System.class, "currentTimeMillis").orShould().dependOnClassesThat()
                .areAssignableTo(Clock.class).check(CLASSES);
    }

    /** The clock of a node may be wrong. Nothing that users see comes from it, except how wrong it is. */
    @Test
    void onlyTheStoreReadsTheTimeOfDay() {
        noClasses().that().areNotAssignableTo(StoreTime.class).and().doNotHaveSimpleName("StatisticsTable").should()
                .callMethod(Instant.class, "now").orShould().callMethod(System.class, "currentTimeMillis")
                .orShould().callMethod(OffsetDateTime.class, "now").orShould().callMethod(ZonedDateTime.class, "now")
                .check(CLASSES);
    }

    @Test
    void onlyTheStoreUsesTheDatabase() {
        noClasses().that().resideOutsideOfPackage(STORE + "..").should().dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..", "org.h2..", "io.agroal..",
                        "io.quarkus.agroal..", "org.hibernate..")
                .check(CLASSES);
        noClasses().that().resideOutsideOfPackages(STORE + "..", ROOT + ".entity").should().dependOnClassesThat()
                .resideInAnyPackage("jakarta.persistence..", "io.quarkus.hibernate..").check(CLASSES);
    }

    @Test
    void storeValuesArePlain() {
        classes().that().resideInAPackage(STORE + ".value").should()
                .onlyDependOnClassesThat(are(ours()).or(resideInAnyPackage("java.lang..", "java.util..", "java.time..")))
                .check(CLASSES);
    }

    @Test
    void onlyTheDialectDistinguishesDatabases() {
        noClasses().that(are(describe("are neither the dialect nor choose between sets of statements",
                type -> !type.getName().startsWith(Dialect.class.getName())
                        && !type.getName().startsWith(STORE + ".sql.HotStatementsProducer")
                        && !type.getName().startsWith(STORE + ".locked.RowBatch"))))
                .should().accessField(Dialect.class, "POSTGRESQL").orShould().accessField(Dialect.class, "H2").check(CLASSES);
    }

    @Test
    void onlyObserveUsesMetricsHealthAndTracing() {
        noClasses().that().resideOutsideOfPackage(RUNTIME + ".observe").should().dependOnClassesThat()
                .resideInAnyPackage("io.micrometer..", "org.eclipse.microprofile.health..", "io.opentelemetry..")
                .check(CLASSES);
    }

    /** {@return the classes that a class depends on} Includes exceptions that it only catches, which ArchUnit leaves out. */
    private static Stream<JavaClass> dependencies(JavaClass type) {
        return Stream.concat(type.getDirectDependenciesFromSelf().stream().map(Dependency::getTargetClass),
                type.getCodeUnits().stream().flatMap(code -> code.getTryCatchBlocks().stream())
                        .flatMap(block -> block.getCaughtThrowables().stream()));
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
    }

    private static DescribedPredicate<JavaClass> ours() {
        return describe("ours", HouseTest::isOurs);
    }

    private static DescribedPredicate<JavaClass> inPublicApi() {
        return describe("in the public API", type -> PUBLIC_API.contains(type.getPackageName()));
    }
}
