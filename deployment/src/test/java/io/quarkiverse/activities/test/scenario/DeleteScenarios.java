package io.quarkiverse.activities.test.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.quarkiverse.activities.ActivityCall;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.failure.ActivityNotExistsException;
import io.quarkiverse.activities.failure.ActivityNotFoundException;
import io.quarkiverse.activities.failure.TerminatedFailure;

/** Scenarios about deletions in every state. */
interface DeleteScenarios extends ScenarioSupport {

    private static void assertGone(ActivityHandle<?> handle) {
        assertThatThrownBy(handle::describe).isInstanceOf(ActivityNotFoundException.class);
        assertThatThrownBy(() -> handle.result(LONG)).isInstanceOf(ActivityNotFoundException.class);
        assertThatThrownBy(() -> handle.cancel("late")).isInstanceOf(ActivityNotFoundException.class);
        assertThatThrownBy(handle::delete).isInstanceOf(ActivityNotFoundException.class);
    }

    @Scenario(146)
    default void aWaitingExecutionIsTerminatedAndDeleted() throws Exception {
        ActivityHandle<String> handle = waiting();
        CompletableFuture<String> result = handle.resultAsync().toCompletableFuture();
        handle.delete();
        assertThatThrownBy(() -> result.get(LONG.toSeconds(), TimeUnit.SECONDS)).cause()
                .isInstanceOf(ActivityFailedException.class)
                .cause().isInstanceOf(TerminatedFailure.class).hasMessage("Delete activity execution");
        assertGone(handle);
    }

    /** Repeated many times, because the race needs a poll for results between the deletion and its answer. */
    @Scenario(146)
    default void aDeletionIsHeardEvenByAWaiterWhoHasJustBegun() {
        for (int i = 0; i < 300; i++) {
            ActivityHandle<String> handle = waiting();
            CompletableFuture<String> result = handle.resultAsync().toCompletableFuture();
            handle.delete();
            assertThatThrownBy(() -> result.get(LONG.toSeconds(), TimeUnit.SECONDS)).cause()
                    .isInstanceOf(ActivityFailedException.class).hasRootCauseMessage("Delete activity execution");
        }
    }

    /** Repeated many times, because the race needs a poll for results in progress while one waiter ends and the next begins. */
    @Scenario(146)
    default void aWaiterAfterTheDeletionDoesNotReceiveTheEarlierAnswer() {
        for (int i = 0; i < 300; i++) {
            ActivityHandle<String> handle = waiting();
            handle.resultAsync();
            handle.delete();
            assertThatThrownBy(() -> handle.result(LONG)).isInstanceOf(ActivityNotFoundException.class);
        }
    }

    @Scenario(146)
    default void aRunningAttemptIsNotifiedOfItsDeletion() {
        ActivityHandle<String> handle = act().heartbeatTimeout(Duration.ofSeconds(30)).start();
        ScenarioAttempt attempt = poll(handle);
        handle.delete();
        assertThatThrownBy(() -> attempt.heartbeat("still here")).isInstanceOf(ActivityNotExistsException.class);
        attempt.completes("ignored");
        assertGone(handle);
    }

    @Scenario(146)
    default void anExecutionWithARequestedCancellationIsDeleted() {
        ActivityHandle<String> handle = act().start();
        ScenarioAttempt attempt = poll(handle);
        handle.cancel("enough");
        handle.delete();
        attempt.completes("ignored");
        assertGone(handle);
    }

    @Scenario(146)
    default void closedExecutionsAreDeletedHoweverTheyClosed() throws TimeoutException {
        ActivityHandle<String> completed = act().start();
        poll(completed).completes("done");
        assertThat(completed.result(LONG)).isEqualTo("done");
        ActivityHandle<String> failed = act().retry(attempts(1)).start();
        poll(failed).fails();
        assertThat(failed(failed)).isNotNull();
        ActivityHandle<String> timedOut = waiting(act().scheduleToStartTimeout(Duration.ofMillis(1)));
        assertThat(failed(timedOut)).isNotNull();
        assertThat(timedOut.describe().status()).isEqualTo(ActivityStatus.TIMED_OUT);
        for (ActivityHandle<String> handle : new ActivityHandle[] { completed, failed, timedOut }) {
            handle.delete();
            assertGone(handle);
        }
    }

    @Scenario(146)
    default void anIdCanBeReusedAfterDeletionWhateverThePolicies() throws TimeoutException {
        ActivityCall<String> call = act().reusePolicy(IdReusePolicy.REJECT_DUPLICATE);
        ActivityHandle<String> first = call.start();
        poll(first).completes("first");
        first.result(LONG);
        first.delete();
        ActivityHandle<String> second = act().id(first.id()).reusePolicy(IdReusePolicy.REJECT_DUPLICATE).start();
        poll(second).completes("second");
        assertThat(second.result(LONG)).isEqualTo("second");
        assertThat(second.runId()).isNotEqualTo(first.runId());
    }
}
