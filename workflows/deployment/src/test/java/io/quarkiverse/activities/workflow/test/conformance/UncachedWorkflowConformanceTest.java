package io.quarkiverse.activities.workflow.test.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.workflow.conformance.Program;
import io.quarkiverse.activities.workflow.test.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** Plays the recordings on PostgreSQL with no run in memory, so that each Workflow Task replays its run from the journal. */
@Tag("postgresql")
@EnabledIfSystemProperty(named = "conformance.every", matches = "1", disabledReason = "only -Pconformance plays it")
class UncachedWorkflowConformanceTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.app("workflow_conformance_uncached")
            .withApplicationRoot(jar -> jar.addPackage(UncachedWorkflowConformanceTest.class.getPackage())
                    .addPackage(Program.class.getPackage()).addClass(TestDatabase.class))
            .overrideConfigKey("quarkus.activities.workflows.cache-size", "0")
            .overrideConfigKey("quarkus.activities.workflows.local-activities.delivery", "task-end")
            .overrideConfigKey("quarkus.datasource.jdbc.max-size", "30");

    @Inject
    Engine engine;

    @Test
    void isAsRecorded() throws Exception {
        assertThat(Stage.play(engine, "workflows-uncached", false).differences()).isEmpty();
    }
}
