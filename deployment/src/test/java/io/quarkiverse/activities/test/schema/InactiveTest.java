package io.quarkiverse.activities.test.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.runtime.maintenance.Maintenance;
import io.quarkiverse.activities.test.harness.GatedActivities;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** Tests an application that is built with a datasource, but runs without it. */
class InactiveTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.H2.app("inactive")
            .overrideRuntimeConfigKey("quarkus.datasource.active", "false")
            .overrideRuntimeConfigKey("quarkus.hibernate-orm.active", "false")
            .withApplicationRoot(jar -> jar.addClasses(GatedActivities.class, TestDatabase.class));

    @Inject
    ActivityClient activities;

    @Inject
    Maintenance maintenance;

    @Test
    void itStartsAndEachUseSaysWhatIsMissing() {
        assertThat(maintenance.lag()).isZero();
        assertThatThrownBy(() -> activities.call("Anything", Void.class).taskQueue("any")
                .startToCloseTimeout(Duration.ofMinutes(1)).start())
                .hasStackTraceContaining("quarkus.datasource.active");
        assertThatThrownBy(() -> activities.count("ActivityType = 'x'"))
                .hasStackTraceContaining("quarkus.datasource.active");
    }
}
