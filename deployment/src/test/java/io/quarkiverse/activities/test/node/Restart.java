package io.quarkiverse.activities.test.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.runtime.maintenance.Maintenance;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.node.NodeLeases;
import io.quarkiverse.activities.runtime.store.value.ClaimFloor;
import io.quarkiverse.activities.runtime.store.value.ClaimOrder;
import io.quarkiverse.activities.runtime.store.value.ClaimRequest;

/** Tests that a node on an embedded database, which one process uses, takes over attempts without waiting for a lease. */
abstract class Restart extends UnknownRows {

    private static final UUID DEAD = UUID.randomUUID();

    @Inject
    ActivityStore store;

    @Inject
    NodeLeases leases;

    @Inject
    Maintenance maintenance;

    @Test
    void attemptsOfTheDeadProcessAreTakenOverImmediately() {
        ActivityHandle<Void> handle = activities.call("OnlyThere", Void.class).taskQueue("there")
                .startToCloseTimeout(Duration.ofHours(1)).start();
        leases.hold(DEAD, "dead", List.of("there"), Duration.ofHours(1));
        assertThat(store.claim(new ClaimRequest("there", List.of("OnlyThere"), DEAD, "dead", 1, ClaimOrder.PRIORITY,
                ClaimFloor.NONE))).hasSize(1);

        maintenance.begin(List.of("held"));

        assertThat(handle.describe().runState()).contains(ActivityRunState.SCHEDULED);
        assertThat(handle.describe().attempt()).isEqualTo(2);
        assertThat(leases.all()).extracting("nodeId").doesNotContain(DEAD);
    }
}
