package io.quarkiverse.activities.test.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

import io.quarkiverse.activities.ActivityBatch;
import io.quarkiverse.activities.ActivityBatch.Result;
import io.quarkiverse.activities.ActivityCount.Group;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.OptionsUpdate;
import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.ResetOptions;
import io.quarkiverse.activities.failure.ActivityCanceledException;
import io.quarkiverse.activities.failure.CanceledFailure;
import io.quarkiverse.activities.failure.TerminatedFailure;

/** Scenarios about verbs for all executions that a query finds. */
interface BatchScenarios extends ListScenarios {

    private ActivityBatch batch(String prefix) {
        return activities().batch(ListScenarios.named(prefix));
    }

    private ActivityDescription describe(String id) {
        return activities().handle(id, String.class).describe();
    }

    private ActivityStatus status(String id) {
        return describe(id).status();
    }

    @Scenario(232)
    default void cancelsOpenExecutions() throws TimeoutException {
        String prefix = prefix();
        startOneOfEach(prefix);
        assertThat(batch(prefix).cancel("enough")).isEqualTo(new Result(3, 0));
        assertThat(status(prefix + "waiting")).isEqualTo(ActivityStatus.CANCELED);
        assertThat(status(prefix + "paused")).isEqualTo(ActivityStatus.CANCELED);
        assertThat(describe(prefix + "paused").cancelReason()).contains("enough");
        assertThat(describe(prefix + "running").runState()).contains(ActivityRunState.CANCEL_REQUESTED);
        assertThat(status(prefix + "completed")).isEqualTo(ActivityStatus.COMPLETED);
        assertThat(status(prefix + "failed")).isEqualTo(ActivityStatus.FAILED);
    }

    @Scenario(232)
    default void runningAttemptsAreNotified() {
        String prefix = prefix();
        ActivityHandle<String> handle = act().id(prefix + "it").start();
        ScenarioAttempt attempt = poll(handle);
        batch(prefix).cancel(RequestOptions.because("enough").identity("operator"));
        assertThat(handle.describe().endRequestedBy()).contains("operator");
        attempt.fails(new ActivityCanceledException("as asked", null));
        assertThat(failed(handle)).cause().isInstanceOf(CanceledFailure.class);
    }

    @Scenario(232)
    default void terminatesOpenExecutions() throws TimeoutException {
        String prefix = prefix();
        startOneOfEach(prefix);
        assertThat(batch(prefix).terminate("over")).isEqualTo(new Result(3, 0));
        assertThat(activities().count(ListScenarios.named(prefix) + " GROUP BY ExecutionStatus").groups())
                .containsExactly(new Group("Terminated", 3), new Group("Completed", 1), new Group("Failed", 1));
        assertThat(failed(activities().handle(prefix + "running", String.class))).cause()
                .isInstanceOf(TerminatedFailure.class).hasMessage("over");
        assertThat(batch(prefix).terminate("over")).as("no execution is open").isEqualTo(new Result(0, 0));
    }

    @Scenario(232)
    default void deletesOpenAndClosedExecutions() throws TimeoutException {
        String prefix = prefix();
        startOneOfEach(prefix);
        assertThat(batch(prefix).delete()).isEqualTo(new Result(5, 0));
        assertThat(activities().list(ListScenarios.named(prefix))).isEmpty();
        assertThat(batch(prefix).delete()).isEqualTo(new Result(0, 0));
    }

    @Scenario(232)
    default void pausesAndUnpauses() throws TimeoutException {
        String prefix = prefix();
        startOneOfEach(prefix);
        assertThat(batch(prefix).pause("a break")).as("one is already paused").isEqualTo(new Result(2, 1));
        assertThat(status(prefix + "waiting")).isEqualTo(ActivityStatus.PAUSED);
        assertThat(describe(prefix + "waiting").pauseReason()).contains("a break");
        assertThat(describe(prefix + "running").runState()).contains(ActivityRunState.PAUSE_REQUESTED);
        assertThat(batch(prefix).unpause()).isEqualTo(new Result(3, 0));
        assertThat(batch(prefix).unpause()).isEqualTo(new Result(0, 3));
        assertThat(describe(prefix + "paused").runState()).contains(ActivityRunState.SCHEDULED);
    }

    @Scenario(232)
    default void aRepeatedRequestIsNotRefused() throws TimeoutException {
        String prefix = prefix();
        startOneOfEach(prefix);
        RequestOptions request = RequestOptions.because("a break").requestId("once");
        assertThat(batch(prefix).pause(request)).isEqualTo(new Result(2, 1));
        assertThat(batch(prefix).pause(request)).isEqualTo(new Result(2, 1));
    }

    @Scenario(232)
    default void resets() throws TimeoutException {
        String prefix = prefix();
        startOneOfEach(prefix);
        assertThat(batch(prefix).reset(ResetOptions.create().keepPaused())).isEqualTo(new Result(3, 0));
        assertThat(status(prefix + "paused")).isEqualTo(ActivityStatus.PAUSED);
        assertThat(batch(prefix).reset()).as("the reset of the running one is pending").isEqualTo(new Result(2, 1));
        assertThat(status(prefix + "paused")).isEqualTo(ActivityStatus.RUNNING);
    }

    @Scenario(232)
    default void updatesOptions() throws TimeoutException {
        String prefix = prefix();
        startOneOfEach(prefix);
        OptionsUpdate update = OptionsUpdate.create().priority(5).startToCloseTimeout(Duration.ofMinutes(7));
        assertThat(batch(prefix).updateOptions(update)).isEqualTo(new Result(3, 0));
        assertThat(activities().list(ListScenarios.named(prefix) + " AND Priority = 5")).hasSize(3);
        assertThat(describe(prefix + "running").startToCloseTimeout()).isEqualTo(Duration.ofMinutes(7));
        assertThat(batch(prefix).updateOptions(OptionsUpdate.create().startDelay(Duration.ofHours(2))))
                .as("only before the first attempt").isEqualTo(new Result(1, 2));
        assertThatThrownBy(() -> batch(prefix).updateOptions(OptionsUpdate.create().heartbeatTimeout(Duration.ofSeconds(-1))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("eartbeat");
    }

    @Scenario(232)
    default void aPreviewCountsTheAffectedExecutions() throws TimeoutException {
        String prefix = prefix();
        startOneOfEach(prefix);
        assertThat(batch(prefix).preview().total()).isEqualTo(5);
        assertThat(batch(prefix).preview().of("Running")).isEqualTo(2);
        assertThat(batch(prefix).preview().of("Paused")).isEqualTo(1);
        assertThat(status(prefix + "waiting")).isEqualTo(ActivityStatus.RUNNING);
    }

    @Scenario(232)
    default void manyAreProcessedOnceEachAndProgressIsReported() {
        String prefix = prefix();
        startWaiting(prefix, 450);
        List<Result> progress = new ArrayList<>();
        ActivityBatch batch = batch(prefix).onProgress(progress::add);
        assertThat(batch.reset()).as("the query finds the same executions throughout").isEqualTo(new Result(450, 0));
        assertThat(progress).containsExactly(new Result(200, 0), new Result(400, 0), new Result(450, 0));
        progress.clear();
        assertThat(batch.terminate("over")).as("the query finds fewer executions each time").isEqualTo(new Result(450, 0));
        assertThat(progress).hasSize(3);
        assertThat(batch.delete()).isEqualTo(new Result(450, 0));
        assertThat(batch.preview().total()).isZero();
    }

    @Scenario(232)
    default void anInterruptedBatchCanBeContinued() {
        String prefix = prefix();
        startWaiting(prefix, 250);
        ActivityBatch interrupted = batch(prefix).onProgress(progress -> {
            throw new IllegalStateException("interrupted");
        });
        assertThatThrownBy(() -> interrupted.terminate("over")).hasMessage("interrupted");
        assertThat(interrupted.preview().of("Terminated")).isEqualTo(200);
        assertThat(batch(prefix).terminate("over")).isEqualTo(new Result(50, 0));
    }

    @Scenario(232)
    default void aBatchNeedsACondition() {
        for (String all : List.of("", "  ")) {
            assertThatThrownBy(() -> activities().batch(all)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("cannot apply to every execution");
        }
        assertThatThrownBy(() -> activities().batch("Attempt > 1 GROUP BY ExecutionStatus"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("GROUP BY");
        assertThatThrownBy(() -> activities().batch("Attempt >")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("position 10");
    }
}
