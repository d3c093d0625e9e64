package io.quarkiverse.activities.test.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeoutException;

import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityRunState;

/** Scenarios about slots and the defaults of a worker. */
interface WorkerScenarios extends ScenarioSupport {

    /** A queue whose worker has one slot. */
    String ONE_SLOT = "one-slot";

    @Scenario(218)
    default void aTaskWaitsForASlot() throws TimeoutException {
        ActivityHandle<String> first = act().taskQueue(ONE_SLOT).start();
        ScenarioAttempt running = poll(first);
        ActivityHandle<String> second = act().taskQueue(ONE_SLOT).start();
        awaitAvailableTasksClaimed();
        assertThat(second.describe().runState()).contains(ActivityRunState.SCHEDULED);
        assertThat(scenarioActivities().hasBegun(second)).isFalse();
        running.completes("first");
        assertThat(first.result(LONG)).isEqualTo("first");
        poll(second).completes("second");
        assertThat(second.result(LONG)).isEqualTo("second");
        assertThat(second.describe().lastStartedTime().orElseThrow())
                .isAfterOrEqualTo(first.describe().closedTime().orElseThrow());
    }

    /** Temporal would not retry a local activity without a limit, but this extension has no local activities. */
    @Scenario(223)
    default void retriesAreUnlimitedByDefault() throws TimeoutException {
        ActivityHandle<String> handle = act().start();
        assertThat(handle.describe().retry().maximumAttempts()).isZero();
        assertThat(handle.describe().expirationTime()).isEmpty();
        poll(handle).fails();
        poll(handle).completes("after all");
        assertThat(handle.result(LONG)).isEqualTo("after all");
        assertThat(handle.describe().attempt()).isEqualTo(2);
    }
}
