package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;
import io.quarkus.test.QuarkusUnitTest;

/** Delivery as in Temporal: when the Local Activities have ended, or after 80 % of the task timeout. */
@Tag("each-database")
@Timeout(60)
class LocalTaskEndTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.app("local_task_end")
            .overrideConfigKey("quarkus.activities.workflows.local-activities.delivery", "task-end")
            .withApplicationRoot(jar -> jar.addClasses(LocalActivitiesOfTest.class, LocalWorkflows.class, Ledger.class,
                    CodeWorkflow.class, TestDatabase.class));

    @Inject
    WorkflowClient workflows;

    @Inject
    WorkflowStore store;

    @Inject
    LocalActivitiesOfTest bodies;

    private WorkflowHandle<String> start(String argument, Duration taskTimeout) {
        return workflows.call("LocalThenWord", String.class, argument).taskTimeout(taskTimeout).start();
    }

    @Test
    void aSignalWaitsForTheEndOfTheLocalActivity() {
        WorkflowHandle<String> handle = start("short", Duration.ofMinutes(5));
        bodies.await("short began");
        handle.signal("word", "early");
        bodies.latch("short may end").countDown();
        assertThat(handle.result()).isEqualTo("null early");
        assertThat(bodies.count("short")).isEqualTo(1);
    }

    @Test
    void aSignalIsDeliveredWithTheHeartbeatOfTheTask() {
        WorkflowHandle<String> handle = start("long", Duration.ofSeconds(5));
        bodies.await("long began");
        handle.signal("word", "early");
        await().atMost(Duration.ofSeconds(30)).until(() -> store.find(UUID.fromString(handle.runId()), null).turn() >= 2);
        bodies.latch("long may end").countDown();
        assertThat(handle.result()).isEqualTo("early early");
        assertThat(bodies.count("long")).isEqualTo(1);
    }
}
