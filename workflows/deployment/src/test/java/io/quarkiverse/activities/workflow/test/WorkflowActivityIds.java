package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.failure.ActivityCanceledException;
import io.quarkiverse.activities.failure.ActivityNotFoundException;
import io.quarkiverse.activities.failure.ActivityStateException;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.WorkflowEventType;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.WorkflowNotFoundException;
import io.quarkiverse.activities.workflow.WorkflowStatus;

/** Activity Ids that the code chooses, and completion by them, in the application of {@link WorkflowClosingTest}. */
abstract class WorkflowActivityIds {

    @Inject
    WorkflowClient workflows;

    @Inject
    ActivityClient activities;

    private WorkflowHandle<String> asking(String type) {
        WorkflowHandle<String> run = workflows.call(type, String.class, "?").id(type + "-" + UUID.randomUUID())
                .taskQueue("asking").start();
        awaitAsked(run);
        return run;
    }

    private static void awaitAsked(WorkflowHandle<?> run) {
        await().until(() -> run.describe().openActivities().stream()
                .anyMatch(activity -> activity.runState().name().equals("STARTED")));
    }

    @Test
    void anActivityIdIsUsedAgainWhenItsActivityHasEnded() {
        WorkflowHandle<String> run = asking("AskTwice");
        assertThat(run.describe().openActivities()).singleElement().satisfies(activity -> {
            assertThat(activity.chosenId()).contains("question");
            assertThat(activity.activityId()).isEqualTo(run.runId() + "/a1");
        });
        run.activity("question").identity("Ann").complete("yes");
        await().until(() -> run.describe().tasks() == 2);
        awaitAsked(run);
        WorkflowHandle<?> latest = workflows.handle(run.workflowId());
        latest.activity("question").heartbeat("thinking");
        latest.activity("question").complete("no");
        assertThat(run.result()).isEqualTo("yes,no");
        List<Object> ids = run.history().events().stream()
                .filter(event -> event.type() == WorkflowEventType.ACTIVITY_TASK_SCHEDULED)
                .map(event -> event.attributes().get("activityId")).toList();
        assertThat(ids).containsExactly("question", "question");
        assertThatThrownBy(() -> run.activity("question").complete("maybe")).isInstanceOf(ActivityStateException.class);
    }

    @Test
    void anActivityIdIsUsedAgainWhenItsCanceledActivityHasEnded() {
        WorkflowHandle<String> run = asking("AskAgain");
        run.signal("told", "cancel");
        await().until(() -> run.describe().tasks() == 2);
        run.activity("question").complete("nobody waits for this");
        await().until(() -> run.describe().tasks() == 3);
        run.signal("told", "again");
        await().until(() -> run.describe().tasks() == 4);
        awaitAsked(run);
        run.activity("question").complete("yes");
        assertThat(run.result()).isEqualTo("yes");
    }

    @Test
    void anActivityIdThatIsInUseFailsTheTask() {
        WorkflowHandle<String> run = workflows.call("AskSameTwice", String.class, "?").taskQueue("asking").start();
        await().until(() -> run.describe().taskFailure().isPresent());
        assertThat(run.describe().taskFailure().get())
                .contains("An activity of this run with the Activity Id 'question' is still open");
        assertThat(run.describe().status()).isEqualTo(WorkflowStatus.RUNNING);
        assertThat(run.describe().openActivities()).isEmpty();
        run.terminate("enough");
    }

    @Test
    void theWorkflowCatchesWhatAnExternalCompletionFailsWith() {
        WorkflowHandle<String> run = asking("AskAndCatch");
        run.activity("question").fail(ApplicationFailure.newNonRetryableFailure("nobody knows", "Unknown"));
        assertThat(run.result()).isEqualTo("question: nobody knows");
    }

    @Test
    void anExternalCompletionHearsOfACancellationAndReportsIt() {
        WorkflowHandle<String> run = asking("AskAndWait");
        run.cancel("enough");
        await().untilAsserted(() -> assertThatThrownBy(() -> run.activity("question").heartbeat(null))
                .isInstanceOf(ActivityCanceledException.class));
        assertThat(run.describe().status()).isEqualTo(WorkflowStatus.RUNNING);
        run.activity("question").reportCanceled(null);
        await().until(() -> run.describe().status() == WorkflowStatus.CANCELED);
    }

    @Test
    void theIdOfTheExecutionCompletesItToo() {
        WorkflowHandle<String> run = asking("AskWithoutId");
        assertThat(run.describe().openActivities().get(0).chosenId()).isEmpty();
        run.activity(run.runId() + "/a1").complete("yes");
        assertThat(run.result()).isEqualTo("yes");
    }

    @Test
    void activitiesInheritThePriorityOfTheirRun() {
        WorkflowHandle<String> run = workflows.call("AskWithoutId", String.class, "?").taskQueue("asking").priority(2).start();
        awaitAsked(run);
        assertThat(activities.handle(run.runId() + "/a1").describe().priority()).isEqualTo(2);
        run.terminate("enough");
        WorkflowHandle<String> urgent = workflows.call("AskUrgently", String.class, "?").taskQueue("asking").priority(2)
                .start();
        awaitAsked(urgent);
        assertThat(activities.handle(urgent.runId() + "/a1").describe().priority()).isEqualTo(1);
        urgent.terminate("enough");
    }

    @Test
    void unknownActivitiesAreNotFound() {
        WorkflowHandle<String> run = asking("AskTwice");
        assertThatThrownBy(() -> run.activity("answer").complete("yes")).isInstanceOf(ActivityNotFoundException.class)
                .hasMessageContaining("has no activity with the id 'answer'");
        assertThatThrownBy(() -> run.activity(run.runId() + "/a7").complete("yes"))
                .isInstanceOf(ActivityNotFoundException.class);
        assertThatThrownBy(() -> workflows.handle("nobody").activity("question").complete("yes"))
                .isInstanceOf(WorkflowNotFoundException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> run.activity(""));
        run.terminate("enough");
    }
}
