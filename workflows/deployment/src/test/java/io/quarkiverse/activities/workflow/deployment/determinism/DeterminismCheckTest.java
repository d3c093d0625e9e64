package io.quarkiverse.activities.workflow.deployment.determinism;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.jboss.jandex.Indexer;
import org.jboss.jandex.MethodInfo;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.deployment.ClassFiles;

/**
 * Tests what the check finds in {@link Offending}, and that it finds nothing in {@link Innocent} and {@link InnocentLibraries}.
 */
class DeterminismCheckTest {

    private static final Index INDEX = index();
    private static final ClassFiles FILES = ClassFiles.of(DeterminismCheckTest.class.getClassLoader());

    @Test
    void everyOffenceIsFoundAlone() {
        List<String> wrong = new ArrayList<>();
        for (Method method : Offending.class.getDeclaredMethods()) {
            Found expected = method.getAnnotation(Found.class);
            if (expected == null) {
                continue;
            }
            List<Finding> findings = check(Offending.class, name -> name.equals(method.getName()));
            boolean right = findings.size() == 1
                    && findings.get(0).text().contains(expected.value().does)
                    && findings.get(0).text().endsWith(expected.value().cure)
                    && findings.get(0).toString().contains(expected.what())
                    && findings.get(0).warning() == expected.value().isWarning();
            if (!right) {
                wrong.add(method.getName() + " expects " + expected + " but got " + findings);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void eachOffenceHasAnExample() {
        Set<Offence> examples = Arrays.stream(Offending.class.getDeclaredMethods()).map(m -> m.getAnnotation(Found.class))
                .filter(found -> found != null).map(Found::value).collect(Collectors.toSet());

        // The name of a REST client is all that differs from other interfaces
        assertThat(Offence.values()).filteredOn(offence -> !examples.contains(offence)).containsExactly(Offence.REMOTE);
    }

    @Test
    void innocentCodeIsLeftAlone() {
        assertThat(check(Innocent.class, name -> !name.startsWith("lambda$") && !name.equals("anything")
                && !name.equals("vouched"))).isEmpty();
        assertThat(check(InnocentLibraries.class, name -> !name.startsWith("lambda$"))).isEmpty();
    }

    @Test
    void theChainLeadsFromTheWorkflowToTheOffence() {
        Finding finding = check(Offending.class, name -> name.equals("chain")).get(0);
        String fixture = Offending.class.getName();

        assertThat(finding.toString().replaceAll(":\\d+", ":N")).isEqualTo("Workflow Test: " + fixture
                + "$Deep#second (Offending.java:N) reads the clock (Instant.now()); use workflow.now()\n"
                + "    " + fixture + "#chain\n"
                + "    calls " + fixture + "$Deep#first (Offending.java:N)\n"
                + "    calls " + fixture + "$Deep#second (Offending.java:N)\n"
                + "    uses Instant.now() (Offending.java:N)");
    }

    @Test
    void queriesAreOnlyWarnedOf() {
        ClassInfo type = INDEX.getClassByName(Offending.class);
        DeterminismCheck check = check();
        check.check("Test", List.of(type.method("nanos")), List.of(type.method("instant"), type.method("nanos")));

        assertThat(check.findings()).extracting(Finding::warning).containsExactly(false, true);
    }

    private static List<Finding> check(Class<?> fixture, java.util.function.Predicate<String> methods) {
        DeterminismCheck check = check();
        List<MethodInfo> entries = INDEX.getClassByName(fixture).methods().stream()
                .filter(method -> methods.test(method.name()) && !method.isStaticInitializer()).toList();
        assertThat(entries).isNotEmpty();
        check.check("Test", entries, List.of());
        return check.findings();
    }

    private static DeterminismCheck check() {
        String application = DeterminismCheckTest.class.getPackageName() + ".";
        DotName activity = DotName.createSimple(Activity.class);
        return new DeterminismCheck(FILES, INDEX, name -> name.startsWith(application),
                name -> INDEX.getClassByName(name) != null && INDEX.getClassByName(name).hasAnnotation(activity), name -> false,
                name -> false);
    }

    private static Index index() {
        Indexer indexer = new Indexer();
        try (Stream<Path> files = Files.list(Path.of(Offending.class.getResource("Offending.class").toURI()).getParent())) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                try (InputStream stream = Files.newInputStream(file)) {
                    indexer.index(stream);
                }
            }
            return indexer.complete();
        } catch (IOException | java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
