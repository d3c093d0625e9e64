package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.failure.ActivityNotFoundException;
import io.quarkiverse.activities.failure.TerminatedFailure;
import io.quarkiverse.activities.runtime.maintenance.PassingTime;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.WorkflowStatus;
import io.quarkus.test.QuarkusUnitTest;

/** What happens to activities in every state when their workflow closes in any way. */
@Tag("each-database")
@Timeout(60)
class WorkflowClosingTest extends WorkflowActivityIds {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.app("workflow_closing").withApplicationRoot(jar -> jar
            .addClasses(ClosingActivities.class, AskingActivities.class, WorkflowActivityIds.class, CodeWorkflow.class,
                    TestDatabase.class));

    /** How a run that closes in each way has closed. */
    private static final Map<String, WorkflowStatus> STATUS = Map.of("complete", WorkflowStatus.COMPLETED, "fail",
            WorkflowStatus.FAILED, "continue", WorkflowStatus.CONTINUED_AS_NEW, "cancel", WorkflowStatus.CANCELED, "terminate",
            WorkflowStatus.TERMINATED, "timeout", WorkflowStatus.TIMED_OUT);

    @Inject
    ClosingActivities bodies;

    @Inject
    PassingTime time;

    private WorkflowHandle<String> start(String type, String argument, Duration runTimeout) {
        return workflows.call(type, String.class, argument).runTimeout(runTimeout).start();
    }

    private ActivityDescription activity(WorkflowHandle<?> run, int number) {
        return activities.handle(run.runId() + "/a" + number).describe();
    }

    /** {@return how the activity ends} Its own time ends with that of a run with a run timeout, but the run comes first. */
    private ActivityStatus end(WorkflowHandle<?> run, int number) {
        await().until(() -> activity(run, number).status() != ActivityStatus.RUNNING);
        return activity(run, number).status();
    }

    // Values of enums do not survive the class loader of the application
    @ParameterizedTest
    @ValueSource(strings = { "complete", "fail", "continue", "cancel", "terminate", "timeout" })
    void activitiesInEveryStateFollowTheirWorkflow(String way) throws Exception {
        String name = way + "-" + UUID.randomUUID();
        WorkflowHandle<String> run = start("Busy", name, way.equals("timeout") ? Duration.ofMinutes(1) : Duration.ZERO);
        bodies.latch(name + " polls").await();
        bodies.latch(name + " beats").await();
        bodies.latch(name + " is held").await();
        // With a run timeout, there is no attempt whose backoff ends after it
        boolean limited = way.equals("timeout");
        await().until(() -> limited ? activity(run, ClosingActivities.BACKING_OFF).status() == ActivityStatus.FAILED
                : activity(run, ClosingActivities.BACKING_OFF).attempt() == 2);
        switch (way) {
            case "cancel" -> run.cancel("enough");
            case "terminate" -> run.terminate("enough");
            case "timeout" -> time.pass(Duration.ofSeconds(61));
            default -> run.signal("word", way);
        }
        await().untilAsserted(() -> assertThat(run.describe().status()).isEqualTo(STATUS.get(way)));
        if (!limited) {
            assertThat(activity(run, ClosingActivities.BACKING_OFF).status()).isEqualTo(ActivityStatus.CANCELED);
            bodies.latch(name + " has polled a cancellation").await();
        }
        assertThat(end(run, ClosingActivities.UNSTARTED)).isEqualTo(ActivityStatus.CANCELED);
        bodies.latch(name + " cannot beat").await();
        // A heartbeat may find that the time of the activity is over before the run has closed
        assertThat(end(run, ClosingActivities.BEATING)).isIn(ActivityStatus.CANCELED,
                limited ? ActivityStatus.TIMED_OUT : ActivityStatus.CANCELED);
        assertThat(activity(run, ClosingActivities.ABANDONED).status()).isEqualTo(ActivityStatus.RUNNING);
        bodies.latch(name + " is let go").countDown();
        await().until(() -> activity(run, ClosingActivities.ABANDONED).status() == ActivityStatus.COMPLETED);
        assertThat(bodies.attempts(name)).isEqualTo(1);
        assertThat(bodies.latch("unstarted polls").getCount()).isEqualTo(1);
    }

    @Test
    void localActivitiesOfATerminatedRunAreToldToStop() throws Exception {
        WorkflowHandle<String> run = start("BusyWithLocal", "local", Duration.ZERO);
        bodies.latch("local polls").await();
        run.terminate("enough");
        bodies.latch("local has polled a cancellation").await();
        assertThatThrownBy(run::result).hasCauseInstanceOf(TerminatedFailure.class);
    }

    @Test
    void anActivityOfTheClosingTaskRunsOnlyIfItOutlivesItsWorkflow() throws Exception {
        WorkflowHandle<String> run = start("LeavingActivities", "leaving", Duration.ZERO);
        assertThat(run.result()).isEqualTo("left");
        bodies.latch("leaving is held").await();
        bodies.latch("leaving is let go").countDown();
        await().until(() -> activity(run, 2).status() == ActivityStatus.COMPLETED);
        assertThatThrownBy(() -> activity(run, 1)).isInstanceOf(ActivityNotFoundException.class);
    }
}
