package io.quarkiverse.activities.test.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.runtime.codec.ClaimRank;
import io.quarkiverse.activities.runtime.store.value.ClaimFloor;
import io.quarkiverse.activities.runtime.store.value.ClaimOrder;
import io.quarkiverse.activities.runtime.store.value.ClaimRequest;
import io.quarkiverse.activities.runtime.store.value.LimitedClaim;
import io.quarkiverse.activities.runtime.store.value.NewExecution;
import io.quarkiverse.activities.runtime.store.value.QueueSettings;
import io.quarkiverse.activities.runtime.store.value.Rate;
import io.quarkiverse.activities.runtime.store.value.SuspectTasks;

/** Tests that the settings of a Task Queue apply to all nodes together. */
abstract class StoreQueueLimits extends StoreLockedPath {

    private static final UUID OTHER_NODE = new UUID(2, 2);

    private void startMany(int count) {
        List<NewExecution> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(Start.of(null).build());
        }
        store.start(rows);
    }

    private LimitedClaim claimLimited(UUID node, int limit) {
        return store.claimLimited(
                new ClaimRequest(QUEUE, List.of(TYPE), node, WORKER, limit, ClaimOrder.PRIORITY, ClaimFloor.NONE));
    }

    private int claimed(UUID node, int limit) {
        return claimLimited(node, limit).tasks().size();
    }

    private void set(String assignment) throws SQLException {
        connections.inTransaction(connection -> {
            try (PreparedStatement update = prepare(connection, "UPDATE activity_queue SET " + assignment)) {
                return update.executeUpdate();
            }
        });
    }

    @Test
    void suspectsAreClaimedByTheirRankOnly() {
        startMany(12);
        UUID other = new UUID(9, 9);
        for (int lost = 1; lost <= 4; lost++) {
            assertThat(store.suspects(Map.of(QUEUE, List.of(TYPE)))).isEmpty();
            List<UUID> claimed = claimedByDyingNode(other, lost);
            assertThat(claimed).hasSize(12);
            store.loseLease(other);
            move(Duration.ofMinutes(5));
            if (lost == 1) {
                continue; // it may happen to anybody
            }
            assertThat(claim(100)).isEmpty();
            SuspectTasks waiting = new SuspectTasks(QUEUE, ClaimRank.of(0, lost, 5));
            assertThat(store.suspects(Map.of(QUEUE, List.of("Other", TYPE), "other", List.of(TYPE)))).containsExactly(waiting);
            assertThat(store.suspects(Map.of(QUEUE, List.of("Other")))).isEmpty();
            assertThat(waiting.alone()).isEqualTo(lost == 4);
            assertThat(store.claim(ClaimRequest.ofSuspects(QUEUE, List.of("Other"), NODE, WORKER, 100, waiting.rank())))
                    .isEmpty();
            if (lost < 4) {
                store.claim(ClaimRequest.ofSuspects(QUEUE, List.of(TYPE), other, WORKER, 100, waiting.rank()));
            }
        }
    }

    /** {@return the runs that a node has, which it claims first if they are no suspects} */
    private List<UUID> claimedByDyingNode(UUID node, int lost) {
        if (lost <= 2) {
            claim(QUEUE, List.of(TYPE), node, WORKER, 100);
        }
        return List.copyOf(store.owned(node).keySet());
    }

    @Test
    void allNodesShareTheTokens() {
        // So slow that no token is added while the test runs
        store.limitQueue(QUEUE, 0.001);
        startMany(5);
        LimitedClaim first = claimLimited(NODE, 3);
        assertThat(first.tasks()).hasSize(1);
        assertThat(first.untilNextToken()).isBetween(Duration.ofSeconds(900), Duration.ofSeconds(1000));
        LimitedClaim none = claimLimited(OTHER_NODE, 3);
        assertThat(none.tasks()).isEmpty();
        assertThat(none.looked()).isFalse();
        assertThat(none.untilNextToken()).isPositive().isLessThanOrEqualTo(first.untilNextToken());

        move(none.untilNextToken().minusSeconds(100));
        assertThat(claimed(NODE, 3)).isZero();
        move(Duration.ofSeconds(101));
        assertThat(claimed(OTHER_NODE, 3)).isEqualTo(1);
        assertThat(claimed(NODE, 3)).isZero();
        // Unused tokens do not accumulate
        move(Duration.ofDays(1));
        assertThat(claimed(NODE, 3)).isEqualTo(1);
        assertThat(claimed(OTHER_NODE, 3)).isZero();
    }

    @Test
    void theTokensOfOneSecondMayBeTakenTogether() {
        store.limitQueue(QUEUE, 10.0);
        startMany(30);
        LimitedClaim burst = claimLimited(NODE, 30);
        assertThat(burst.tasks()).hasSize(10);
        assertThat(burst.untilNextToken()).isPositive().isLessThanOrEqualTo(Duration.ofMillis(100));
        move(Duration.ofDays(1));
        LimitedClaim fewer = claimLimited(NODE, 4);
        assertThat(fewer.tasks()).hasSize(4);
        assertThat(fewer.untilNextToken()).isZero();
        assertThat(claimed(OTHER_NODE, 4)).isEqualTo(4);
        assertThat(claimed(NODE, 100)).isGreaterThanOrEqualTo(2);
    }

    @Test
    void claimsThatFindNothingTakeNoToken() {
        store.limitQueue(QUEUE, 0.001);
        LimitedClaim nothing = claimLimited(NODE, 3);
        assertThat(nothing.tasks()).isEmpty();
        assertThat(nothing.looked()).isTrue();
        assertThat(nothing.untilNextToken()).isZero();
        startMany(1);
        assertThat(claimed(NODE, 3)).isEqualTo(1);
    }

    @Test
    void nodesThatClaimTogetherStayWithinTheLimit() throws Exception {
        store.limitQueue(QUEUE, 0.001);
        startMany(40);
        AtomicInteger all = new AtomicInteger();
        for (int token = 1; token <= 3; token++) {
            runConcurrently(4, () -> all.addAndGet(claimed(UUID.randomUUID(), 5)));
            assertThat(all).hasValue(token);
            move(Duration.ofSeconds(1000));
        }
    }

    @Test
    void theLatestLimitApplies() throws Exception {
        store.limitQueue(QUEUE, 0.001);
        store.limitQueue("other", 7.0);
        startMany(50);
        assertThat(claimed(NODE, 5)).isEqualTo(1);
        assertThat(claimed(NODE, 5)).isZero();

        // The next token is now available after 0.1 seconds instead of a quarter of an hour
        store.limitQueue(QUEUE, 10.0);
        assertThat(claimLimited(NODE, 5).untilNextToken()).isLessThanOrEqualTo(Duration.ofMillis(100));
        assertThat(store.sharedSettings().queues()).containsEntry(QUEUE, new QueueSettings(false, new Rate(10)))
                .containsEntry("other", new QueueSettings(false, new Rate(7)));

        store.limitQueue(QUEUE, null);
        assertThat(store.sharedSettings().queues()).containsEntry(QUEUE, QueueSettings.NONE);
        LimitedClaim unlimited = claimLimited(NODE, 20);
        assertThat(unlimited.tasks()).hasSize(20);
        assertThat(unlimited.untilNextToken()).isZero();
        set("next_at = NULL, max_per_second = 2");
        assertThat(claimed(NODE, 5)).isEqualTo(2);
    }

    @Test
    void aPausedQueueHasNoTokens() throws Exception {
        store.limitQueue(QUEUE, 5.0);
        startMany(5);
        for (String pause : List.of("paused = TRUE", "paused = FALSE, max_per_second = 0", "max_per_second = -1")) {
            set(pause);
            assertThat(store.sharedSettings().queues().get(QUEUE).paused()).isTrue();
            assertThat(claimLimited(NODE, 5)).isEqualTo(new LimitedClaim(List.of(), false, Duration.ZERO));
        }
        set("max_per_second = 3");
        assertThat(store.sharedSettings().queues()).containsEntry(QUEUE, new QueueSettings(false, new Rate(3)));
        assertThat(claimed(NODE, 5)).isEqualTo(3);
    }

    @Test
    void aClockThatWentBackDelaysClaimsOnlyBriefly() {
        store.limitQueue(QUEUE, 1.0);
        startMany(2);
        move(Duration.ofDays(1));
        assertThat(claimed(NODE, 5)).isEqualTo(1);
        move(Duration.ofDays(-1));
        LimitedClaim none = claimLimited(NODE, 5);
        assertThat(none.tasks()).isEmpty();
        assertThat(none.untilNextToken()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void waitingTasksAreCountedUpToALimit() {
        startMany(5);
        Start delayed = Start.of("delayed");
        delayed.delay = MINUTE;
        start(delayed);
        Start elsewhere = Start.of("elsewhere");
        elsewhere.queue = "other";
        start(elsewhere);
        assertThat(store.waiting(QUEUE, 100)).isEqualTo(6);
        assertThat(store.waiting(QUEUE, 4)).isEqualTo(4);
        assertThat(claim(2)).hasSize(2);
        assertThat(store.waiting(QUEUE, 100)).isEqualTo(4);
        assertThat(store.waiting("nowhere", 100)).isZero();
    }
}
