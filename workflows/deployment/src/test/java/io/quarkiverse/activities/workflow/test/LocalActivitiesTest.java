package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.failure.TimeoutFailure;
import io.quarkiverse.activities.workflow.ActivityFailure;
import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.WorkflowFailedException;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.runtime.store.RunState;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;
import io.quarkus.test.QuarkusUnitTest;

/** Local Activities on a real database: their timeouts, retries and contexts. */
@Tag("each-database")
@Timeout(60)
class LocalActivitiesTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.app("local_activities")
            .overrideConfigKey("quarkus.activities.workflows.local-activities.max-concurrent-per-run", "3")
            .withApplicationRoot(jar -> jar.addClasses(LocalActivitiesOfTest.class, LocalWorkflows.class, Ledger.class,
                    CodeWorkflow.class, TestDatabase.class));

    @Inject
    WorkflowClient workflows;

    @Inject
    WorkflowStore store;

    @Inject
    LocalActivitiesOfTest bodies;

    private WorkflowHandle<String> start(String type, String argument) {
        return workflows.call(type, String.class, argument).start();
    }

    private ActivityFailure failure(WorkflowHandle<String> handle) {
        WorkflowFailedException failed = catchThrowableOfType(WorkflowFailedException.class, handle::result);
        return (ActivityFailure) failed.getCause();
    }

    @Test
    void anAttemptTimesOutAndItsBodyHearsOfIt() {
        ActivityFailure failure = failure(start("AttemptsTimeOut", "attempts"));
        assertThat(failure.retryState()).contains(RetryState.MAXIMUM_ATTEMPTS_REACHED);
        TimeoutFailure timeout = (TimeoutFailure) failure.getCause();
        assertThat(timeout.timeoutType()).isEqualTo(TimeoutType.START_TO_CLOSE);
        assertThat(((TimeoutFailure) timeout.getCause()).timeoutType()).isEqualTo(TimeoutType.START_TO_CLOSE);
        await().until(() -> bodies.count("attempts") == 2);
        assertThat(bodies.await("attempts ended")).isTrue();
    }

    @Test
    void aCallTimesOut() {
        ActivityFailure failure = failure(start("CallTimesOut", "call"));
        assertThat(failure.retryState()).contains(RetryState.TIMEOUT);
        assertThat(((TimeoutFailure) failure.getCause()).timeoutType()).isEqualTo(TimeoutType.SCHEDULE_TO_CLOSE);
        assertThat(bodies.await("call ended")).isTrue();
    }

    @Test
    void attemptsAreRepeatedInTheProcess() {
        WorkflowHandle<String> handle = start("Retried", "retried");
        assertThat(handle.result()).isEqualTo("ok in attempt 3 after attempt 2");
        assertThat(bodies.count("retried")).isEqualTo(3);
    }

    @Test
    void withoutALimitThereIsOneAttempt() {
        ActivityFailure failure = failure(start("NotRetried", "once"));
        assertThat(failure.retryState()).contains(RetryState.RETRY_POLICY_NOT_SET);
        assertThat(((ApplicationFailure) failure.getCause()).type()).isEqualTo("Failing");
        assertThat(bodies.count("once")).isEqualTo(1);
    }

    @Test
    void aLongBackoffIsATimerOfTheRun() {
        WorkflowHandle<String> handle = start("RetriedLater", "later");
        assertThat(handle.result()).isEqualTo("ok in attempt 2 after attempt 1");
        assertThat(handle.describe().tasks()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void aBodyHearsThatItsScopeIsCanceledAndItsResultCounts() {
        WorkflowHandle<String> handle = start("ScopeCanceled", "scope");
        bodies.await("scope began");
        handle.signal("word", "now");
        assertThat(handle.result()).isEqualTo("true 1");
        assertThat(bodies.count("scope")).isEqualTo(1);
    }

    @Test
    void aBodyHearsOfTheEndOfItsWorkflow() {
        WorkflowHandle<String> closed = start("Left", "closed");
        bodies.await("closed began");
        closed.signal("word", "now");
        assertThat(closed.result()).isEqualTo("left false");
        assertThat(bodies.await("closed ended")).isTrue();
        WorkflowHandle<String> terminated = start("Left", "terminated");
        bodies.await("terminated began");
        terminated.terminate("no more");
        assertThat(bodies.await("terminated ended")).isTrue();
    }

    @Test
    void aBodyHasAContext() {
        assertThat(start("Described", "described").result()).isEqualTo("true Describe 1 true");
    }

    @Test
    void stagesAreWaitedFor() {
        WorkflowHandle<String> handle = start("Stages", "stage");
        await().until(() -> handle.describe().tasks() >= 1);
        bodies.latch("stage may end").countDown();
        assertThat(handle.result()).isEqualTo("uni of Uni stage");
    }

    @Test
    void anErrorFailsTheTaskAndTheBodyRunsAgain() {
        WorkflowHandle<String> handle = start("Error", "error");
        assertThat(handle.result()).isEqualTo("attempt 1");
        assertThat(bodies.count("error")).isEqualTo(2);
    }

    @Test
    void aRunWithManyBodiesHoldsUpNoOther() {
        WorkflowHandle<String> crowd = start("Crowd", "crowd");
        await().until(() -> bodies.count("crowd") == 3);
        bodies.latch("single may end").countDown();
        assertThat(start("Waiting", "single").result()).isEqualTo("single ended");
        assertThat(bodies.count("crowd")).isEqualTo(3);
        assertThat(store.find(UUID.fromString(crowd.runId()), null).state()).isEqualTo(RunState.OWNED);
        bodies.latch("crowd may end").countDown();
        assertThat(crowd.result()).isEqualTo("all");
        assertThat(bodies.count("crowd")).isEqualTo(10);
    }
}
