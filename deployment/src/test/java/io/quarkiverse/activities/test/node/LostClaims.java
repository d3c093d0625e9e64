package io.quarkiverse.activities.test.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.runtime.node.DatabaseOutage;
import io.quarkiverse.activities.runtime.node.Node;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.value.ClaimFloor;
import io.quarkiverse.activities.runtime.store.value.ClaimOrder;
import io.quarkiverse.activities.runtime.store.value.ClaimRequest;
import io.quarkiverse.activities.runtime.store.value.StoreException;

/** Tests a claim that is committed, but whose response was lost with the connection. */
abstract class LostClaims {

    @Inject
    ActivityClient activities;

    @Inject
    ActivityStore store;

    @Inject
    Node node;

    @Inject
    DatabaseOutage outage;

    @Test
    void orphanedClaimsAreHandedBackWithoutCountingAnAttempt() {
        ActivityHandle<Void> handle = activities.call("Elsewhere", Void.class).taskQueue("elsewhere")
                .startToCloseTimeout(Duration.ofHours(1)).start();
        assertThat(store.claim(new ClaimRequest("elsewhere", List.of("Elsewhere"), node.id(), node.identity(), 1,
                ClaimOrder.PRIORITY, ClaimFloor.NONE))).hasSize(1);
        assertThat(handle.describe().runState()).contains(ActivityRunState.STARTED);

        outage.noticed(
                new StoreException("the database", StoreException.Reason.OUTAGE, new SQLException("the connection is gone")));

        Awaitility.await().atMost(Duration.ofSeconds(60))
                .until(() -> handle.describe().runState().filter(ActivityRunState.SCHEDULED::equals).isPresent());
        assertThat(handle.describe().attempt()).isEqualTo(1);
        assertThat(handle.describe().failures()).isEmpty();
    }
}
