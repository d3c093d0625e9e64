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

/**
 * Plays recordings of a Temporal server on the real engine, in real time: a sample in the ordinary build, and all with
 * {@code -Pconformance}.
 */
@Tag("each-database")
class WorkflowConformanceTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.app("workflow_conformance")
            .withApplicationRoot(jar -> jar.addPackage(WorkflowConformanceTest.class.getPackage())
                    .addPackage(Program.class.getPackage()).addClass(TestDatabase.class))
            .overrideConfigKey("quarkus.activities.workflows.local-activities.delivery", "task-end")
            .overrideConfigKey("quarkus.datasource.jdbc.max-size", "30");

    @Inject
    Engine engine;

    @Test
    void isAsRecorded() throws Exception {
        String target = TestDatabase.isPostgresql() ? "workflows-postgresql" : "workflows-h2";
        assertThat(Stage.play(engine, target, false).differences()).isEmpty();
    }

    /** Restarts all nodes of each script in the middle of it. What a node has in memory then is rebuilt by the next one. */
    @Test
    @EnabledIfSystemProperty(named = "conformance.every", matches = "1", disabledReason = "only -Pconformance plays it")
    @EnabledIfSystemProperty(named = "activities.test.database", matches = "postgresql")
    void isAsRecordedIfAllNodesAreRestarted() throws Exception {
        assertThat(Stage.play(engine, "workflows-restarted", true).differences()).isEmpty();
    }
}
