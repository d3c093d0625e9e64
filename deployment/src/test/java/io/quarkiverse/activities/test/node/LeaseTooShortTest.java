package io.quarkiverse.activities.test.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.harness.GatedActivities;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** Tests that a lease that is too short to be renewed in time is refused. */
class LeaseTooShortTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.H2.app("lease-too-short")
            .withApplicationRoot(jar -> jar.addClasses(GatedActivities.class, TestDatabase.class))
            .overrideConfigKey("quarkus.activities.worker.lease", "1s")
            .assertException(
                    e -> assertThat(e)
                            .hasStackTraceContaining("quarkus.activities.worker.lease is PT1S. Set it to at least 2s"));

    @Test
    void isRefused() {
        fail("The application started, although its lease is too short");
    }
}
