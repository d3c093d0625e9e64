package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.runtime.maintenance.PassingTime;
import io.quarkiverse.activities.workflow.WorkflowBatch;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.WorkflowNotFoundException;
import io.quarkiverse.activities.workflow.WorkflowStatus;
import io.quarkiverse.activities.workflow.runtime.store.RunState;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;

/** Runs that are paused, and Workflow Tasks that are tried at once, in the application of {@link WorkflowRepairTest}. */
abstract class WorkflowPauses extends WorkflowResets {

    @Inject
    ActivityClient activities;

    @Inject
    WorkflowStore store;

    @Inject
    AgroalDataSource dataSource;

    @Inject
    PassingTime time;

    private RunState state(WorkflowHandle<?> handle) {
        return store.find(UUID.fromString(handle.runId()), null).state();
    }

    /** A run that began later has passed its timer: what could have run in the meantime has. */
    private void otherRunsGoOn() {
        assertThat(start("Napping", "PT0.3S").result()).isEqualTo("awake null");
    }

    @Test
    void aPausedRunTakesNothingUntilItIsUnpaused() {
        WorkflowHandle<String> handle = start("Words", "paused");
        tasksEventually(handle, 2);
        handle.pause("maintenance");
        assertThat(handle.describe().paused()).isTrue();
        assertThat(handle.describe().status()).isEqualTo(WorkflowStatus.RUNNING);
        assertThat(handle.describe().pauseReason()).contains("maintenance");
        handle.signal("word", "one");
        otherRunsGoOn();
        assertThat(handle.describe().tasks()).isEqualTo(2);
        assertThat(handle.query("words", String.class)).isNull();
        handle.unpause();
        assertThat(handle.describe().paused()).isFalse();
        assertThat(handle.describe().pauseReason()).isEmpty();
        handle.signal("word", "end");
        assertThat(handle.result()).isEqualTo("one,end");
    }

    @Test
    void activitiesGoOnWhileTheirRunIsPaused() throws Exception {
        WorkflowHandle<String> handle = start("TwoGates", "pause-gate");
        shop.begun("pause-gate").await();
        handle.pause(RequestOptions.create());
        shop.gate("pause-gate").countDown();
        await().until(() -> activities.handle(handle.runId() + "/a1").describe().status() == ActivityStatus.COMPLETED);
        assertThat(handle.describe().status()).isEqualTo(WorkflowStatus.RUNNING);
        handle.unpause();
        assertThat(handle.result()).isEqualTo("opened");
    }

    @Test
    void timersOfAPausedRunAreLate() {
        WorkflowHandle<String> handle = start("Napping", "PT1H");
        tasksEventually(handle, 1);
        handle.pause("not yet");
        time.pass(Duration.ofHours(2));
        otherRunsGoOn();
        assertThat(state(handle)).isEqualTo(RunState.PAUSED);
        handle.unpause();
        assertThat(handle.result()).isEqualTo("awake null");
    }

    @Test
    void aPausedRunTimesOutAndCanBeTerminated() {
        WorkflowHandle<String> late = workflows.call("Napping", String.class, "PT1H").runTimeout(Duration.ofHours(1)).start();
        late.pause("too long");
        time.pass(Duration.ofHours(2));
        await().until(() -> late.describe().status() == WorkflowStatus.TIMED_OUT);
        WorkflowHandle<String> handle = start("Napping", "PT1H");
        handle.pause("for ever");
        handle.cancel("no more");
        assertThat(state(handle)).isEqualTo(RunState.PAUSED);
        handle.terminate("no more");
        assertThat(handle.describe().status()).isEqualTo(WorkflowStatus.TERMINATED);
        assertThatThrownBy(() -> handle.pause("again")).isInstanceOf(WorkflowNotFoundException.class);
        assertThatThrownBy(handle::unpause).isInstanceOf(WorkflowNotFoundException.class);
        assertThatThrownBy(handle::retryTask).isInstanceOf(WorkflowNotFoundException.class);
    }

    @Test
    void aRepeatedRequestDoesNotPauseAgain() {
        WorkflowHandle<String> handle = workflows.call("Napping", String.class, "PT1H").startDelay(Duration.ofHours(1)).start();
        RequestOptions request = RequestOptions.because("once").requestId("pause-1");
        handle.pause(request);
        assertThatThrownBy(() -> handle.query("words", String.class)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("paused");
        assertThatThrownBy(handle::retryTask).isInstanceOf(IllegalStateException.class).hasMessageContaining("paused");
        handle.unpause();
        handle.pause(request);
        assertThat(handle.describe().paused()).isFalse();
        // The start delay goes on
        assertThat(handle.describe().tasks()).isZero();
        handle.terminate("the test is over");
    }

    @Test
    void manyRunsArePaused() {
        String prefix = UUID.randomUUID() + "-";
        for (int i = 0; i < 5; i++) {
            workflows.call("Napping", String.class, "PT1H").id(prefix + i).start();
        }
        WorkflowBatch batch = workflows.batch("WorkflowId STARTS_WITH '" + prefix + "'");
        assertThat(batch.pause(RequestOptions.because("night"))).isEqualTo(new WorkflowBatch.Result(5, 0));
        assertThat(workflows.count("WorkflowId STARTS_WITH '" + prefix + "' AND TaskProblem = 'Paused'").total()).isEqualTo(5);
        assertThat(batch.retryTask()).isEqualTo(new WorkflowBatch.Result(0, 5));
        assertThat(batch.unpause(RequestOptions.create()).applied()).isEqualTo(5);
        assertThat(workflows.count("WorkflowId STARTS_WITH '" + prefix + "' AND TaskProblem = 'Paused'").total()).isZero();
        assertThat(batch.retryTask().applied()).isEqualTo(5);
        assertThat(batch.terminate("the test is over").applied()).isEqualTo(5);
    }

    @Test
    void aFailingTaskIsTriedAtOnce() throws SQLException {
        code.broken = true;
        WorkflowHandle<String> handle;
        try {
            handle = start("Fragile", "x");
            await().until(() -> handle.describe().taskFailure().isPresent());
            backOffForAnHour(handle);
        } finally {
            code.broken = false;
        }
        otherRunsGoOn();
        assertThat(handle.describe().status()).isEqualTo(WorkflowStatus.RUNNING);
        handle.retryTask();
        assertThat(handle.result()).isEqualTo("mended");
    }

    private void backOffForAnHour(WorkflowHandle<?> handle) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE workflow_execution SET ready_at = ready_at + INTERVAL '1' HOUR WHERE run_id = ? AND state = 1")) {
            update.setObject(1, UUID.fromString(handle.runId()));
            await().until(() -> update.executeUpdate() == 1);
        }
    }
}
