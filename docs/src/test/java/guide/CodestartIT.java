package guide;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.devtools.codestarts.quarkus.QuarkusCodestartCatalog.Language;
import io.quarkus.devtools.testing.codestarts.QuarkusCodestartTest;

/**
 * What {@code quarkus create} makes of this extension: it has the code, and it builds and passes its own test. Needs the extension in the local
 * repository, so it runs in a profile of its own.
 */
class CodestartIT {

    @RegisterExtension
    static final QuarkusCodestartTest CODESTART = QuarkusCodestartTest.builder()
            .languages(Language.JAVA)
            .setupStandaloneExtensionTest("io.quarkiverse.activities:quarkus-activities")
            .build();

    @Test
    void theCodeIsThere() throws Throwable {
        CODESTART.checkGeneratedSource("org.acme.Greetings");
        CODESTART.checkGeneratedSource("org.acme.GreetOnStart");
        CODESTART.checkGeneratedTestSource("org.acme.GreetingsTest");
    }

    @Test
    void itBuildsAndPassesItsTest() throws Throwable {
        CODESTART.buildAllProjects();
    }
}
