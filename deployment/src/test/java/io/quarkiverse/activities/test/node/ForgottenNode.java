package io.quarkiverse.activities.test.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.runtime.store.value.ClaimFloor;
import io.quarkiverse.activities.runtime.store.value.ClaimOrder;
import io.quarkiverse.activities.runtime.store.value.ClaimRequest;

/** Tests a node whose lease was removed, that claims again after an outage, and dies before it renews its lease. */
abstract class ForgottenNode extends Notifications {

    @Inject
    ActivityClient activities;

    @Test
    void itsAttemptsAreTakenOver() {
        ActivityHandle<Void> handle = activities.call("OnlyThere", Void.class).taskQueue("there")
                .startToCloseTimeout(Duration.ofHours(1)).start();
        assertThat(store.claim(new ClaimRequest("there", List.of("OnlyThere"), UUID.randomUUID(), "forgotten", 1,
                ClaimOrder.PRIORITY, ClaimFloor.NONE))).hasSize(1);
        Awaitility.await().atMost(Duration.ofMinutes(3)).untilAsserted(
                () -> assertThat(handle.describe().runState()).contains(ActivityRunState.SCHEDULED));
        assertThat(handle.describe().attempt()).isEqualTo(2);
        assertThat(handle.describe().lastFailure().orElseThrow()).hasMessageContaining("worker lost");
    }
}
