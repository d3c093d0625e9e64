package io.quarkiverse.activities.test.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

import io.quarkiverse.activities.ActivityCall;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.OptionsUpdate;
import io.quarkiverse.activities.failure.ActivityAlreadyStartedException;

/** Scenarios about starts with an Activity ID that was used before. */
interface IdScenarios extends ScenarioSupport {

    private ActivityCall<String> again(ActivityHandle<String> first) {
        return act().id(first.id());
    }

    /** The exception has the run ID, but not the request ID, as in Temporal's Java API. */
    @Scenario({ 16, 22 })
    default void aDuplicateIdIsRefused() {
        ActivityHandle<String> first = waiting(act().requestId("first"));
        assertTaken(first, again(first).requestId("other"));
        assertTaken(first, again(first));
        assertTaken(first, again(first).reusePolicy(IdReusePolicy.ALLOW_DUPLICATE));
        assertThat(first.describe().attempt()).isEqualTo(1);
        first.terminate("no longer needed");
    }

    private static void assertTaken(ActivityHandle<String> by, ActivityCall<String> start) {
        assertThatThrownBy(start::start).isInstanceOfSatisfying(ActivityAlreadyStartedException.class, taken -> {
            assertThat(taken.activityId()).isEqualTo(by.id());
            assertThat(taken.runId()).isEqualTo(by.runId());
            assertThat(taken.activityType()).isEqualTo("Act");
            assertThat(taken).hasMessageContaining("Activity id '" + by.id() + "' is taken by run " + by.runId());
        });
    }

    @Scenario(17)
    default void aStartCanBeRepeatedWithItsRequestId() throws TimeoutException {
        ActivityHandle<String> first = act().requestId("same").start();
        ScenarioAttempt attempt = poll(first);
        assertThat(again(first).requestId("same").start().runId()).isEqualTo(first.runId());
        attempt.completes("once");
        assertThat(first.result(LONG)).isEqualTo("once");
        assertThat(again(first).requestId("same").reusePolicy(IdReusePolicy.REJECT_DUPLICATE).start().runId())
                .as("a repeated start of a closed execution, whatever the policies").isEqualTo(first.runId());
        awaitAvailableTasksClaimed();
        assertThat(scenarioActivities().hasBegun(first)).isFalse();
    }

    @Scenario(19)
    default void anIdCanBeLimitedToOneRun() throws TimeoutException {
        ActivityHandle<String> first = completed();
        assertTaken(first, again(first).reusePolicy(IdReusePolicy.REJECT_DUPLICATE));
        assertTaken(first, again(first).reusePolicy(IdReusePolicy.REJECT_DUPLICATE)
                .conflictPolicy(IdConflictPolicy.USE_EXISTING));
        ActivityHandle<String> failed = unsuccessful(ActivityStatus.FAILED);
        assertTaken(failed, again(failed).reusePolicy(IdReusePolicy.REJECT_DUPLICATE));
    }

    @Scenario(20)
    default void anIdCanBeLimitedToOneSuccess() throws TimeoutException {
        ActivityHandle<String> completed = completed();
        assertTaken(completed, again(completed).reusePolicy(IdReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY));
        for (ActivityStatus status : ActivityStatus.values()) {
            if (status.isClosed() && status != ActivityStatus.COMPLETED) {
                ActivityHandle<String> first = unsuccessful(status);
                ActivityHandle<String> second = waiting(
                        again(first).reusePolicy(IdReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY));
                assertThat(second.runId()).isNotEqualTo(first.runId());
                assertThat(first.describe().status()).isEqualTo(status);
                second.terminate("no longer needed");
            }
        }
    }

    private ActivityHandle<String> completed() throws TimeoutException {
        ActivityHandle<String> handle = act().start();
        poll(handle).completes("done");
        assertThat(handle.result(LONG)).isEqualTo("done");
        return handle;
    }

    private ActivityHandle<String> unsuccessful(ActivityStatus status) {
        ActivityHandle<String> handle = act().retry(attempts(1)).scheduleToCloseTimeout(LONG).start();
        ScenarioAttempt attempt = poll(handle);
        switch (status) {
            case FAILED -> attempt.fails();
            case CANCELED -> {
                handle.cancel("not needed");
                activities().completionById(handle.id()).reportCanceled(null);
            }
            case TERMINATED -> handle.terminate("now");
            case TIMED_OUT -> handle.updateOptions(OptionsUpdate.create().scheduleToCloseTimeout(Duration.ofSeconds(1)));
            default -> {
            }
        }
        failed(handle);
        assertThat(handle.describe().status()).isEqualTo(status);
        return handle;
    }
}
