package guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.devtools.codestarts.quarkus.QuarkusCodestartCatalog.Language;
import io.quarkus.devtools.testing.codestarts.QuarkusCodestartTest;

/**
 * What {@code quarkus create} makes of this extension builds, passes its own test and starts, without a warning of ours in its
 * log. Needs the extension in the local repository, so it runs in a profile of its own.
 */
class CodestartIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final QuarkusCodestartTest CODESTART = QuarkusCodestartTest.builder()
            .languages(Language.JAVA)
            .setupStandaloneExtensionTest("io.quarkiverse.activities:quarkus-activities")
            .build();

    @Test
    void buildsPassesItsTestAndStartsWithoutWarnings() throws Exception {
        CODESTART.buildProject(Language.JAVA);

        Path application = CODESTART.getProjectWithRealDataDir(Language.JAVA);
        Path reports = application.resolve("target/surefire-reports");
        String test = CODESTART.repackagedClassName("org.acme.GreetingsTest");
        assertThat(reports.resolve(test + ".txt")).content()
                .contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");
        assertNoWarnings(reports.resolve("TEST-" + test + ".xml"));
        assertNoWarnings(firstLog(application));
    }

    /** {@return what the packaged application logs from its start to its end, with the database of its configuration} */
    private static Path firstLog(Path application) throws IOException, InterruptedException {
        Path log = application.resolve("first.log");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dquarkus.http.port=0", "-jar", "target/quarkus-app/quarkus-run.jar").directory(application.toFile())
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            await().atMost(PATIENCE).failFast("the application ended by itself, see " + log, () -> !process.isAlive())
                    .until(() -> Files.readString(log).contains("Attempt 3 to greet Quarkus"));
            process.destroy();
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("stopped").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return log;
    }

    private static void assertNoWarnings(Path log) throws IOException {
        List<String> ours = Files.readAllLines(log).stream().filter(line -> line.contains("[io.quarkiverse.activities"))
                .toList();
        assertThat(ours).as("lines of ours in %s", log).isNotEmpty()
                .noneMatch(line -> line.matches(".* (WARN|ERROR|FATAL) .*"));
    }
}
