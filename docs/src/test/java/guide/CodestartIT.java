package guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.devtools.codestarts.quarkus.QuarkusCodestartCatalog.Language;
import io.quarkus.devtools.testing.codestarts.QuarkusCodestartTest;

/**
 * What {@code quarkus create} makes of this extension builds and passes its own test. Needs the extension in the local
 * repository, so it runs in a profile of its own.
 */
class CodestartIT {

    @RegisterExtension
    static final QuarkusCodestartTest CODESTART = QuarkusCodestartTest.builder()
            .languages(Language.JAVA)
            .setupStandaloneExtensionTest("io.quarkiverse.activities:quarkus-activities")
            .build();

    @Test
    void buildsAndPassesItsTest() throws Exception {
        CODESTART.buildProject(Language.JAVA);

        Path application = CODESTART.getProjectWithRealDataDir(Language.JAVA);
        assertThat(application.resolve("target/quarkus-app/quarkus-run.jar")).exists();
        assertThat(application
                .resolve("target/surefire-reports/" + CODESTART.repackagedClassName("org.acme.GreetingsTest") + ".txt"))
                .content().contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");
    }
}
