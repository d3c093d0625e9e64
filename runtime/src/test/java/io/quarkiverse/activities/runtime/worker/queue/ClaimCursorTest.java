package io.quarkiverse.activities.runtime.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.runtime.store.value.ClaimFloor;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;

class ClaimCursorTest {

    private static final long NEVER = Long.MAX_VALUE;
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    private final ClaimCursor cursor = new ClaimCursor(0);

    @Test
    void startsAtTheEpoch() {
        assertThat(times()).containsOnly(Instant.EPOCH);
    }

    @Test
    void continuesBehindTheLastTaskOfEachRank() {
        ClaimedTask urgent = task(1, 5);
        ClaimedTask usual = task(0, 3);
        cursor.claimed(List.of(task(1, 2), urgent, task(0, 1), usual));

        ClaimFloor floor = cursor.begin(1, NEVER);

        assertThat(floor.times()).containsExactly(at(5), Instant.EPOCH, at(3), Instant.EPOCH, Instant.EPOCH);
        assertThat(floor.runs()[0]).isEqualTo(urgent.runId());
        assertThat(floor.runs()[2]).isEqualTo(usual.runId());
    }

    @Test
    void movesBackToAnAnnouncedTime() {
        cursor.claimed(List.of(task(1, 5), task(0, 3)));
        cursor.told(at(4));
        cursor.told(at(9));

        ClaimFloor floor = cursor.begin(1, NEVER);

        assertThat(floor.times()).containsExactly(at(4), Instant.EPOCH, at(3), Instant.EPOCH, Instant.EPOCH);
        assertThat(floor.runs()[0]).as("below each task of that time").isEqualTo(new UUID(0, 0));
    }

    @Test
    void announcementsDuringAClaimApplyToTheNext() {
        cursor.begin(1, NEVER);
        cursor.told(at(2));
        cursor.claimed(List.of(task(0, 7)));

        assertThat(cursor.begin(2, NEVER).times()[2]).isEqualTo(at(2));
        cursor.claimed(List.of(task(0, 8)));
        assertThat(cursor.begin(3, NEVER).times()[2]).isEqualTo(at(8));
    }

    @Test
    void restartsFromTheEpochRegularly() {
        cursor.claimed(List.of(task(0, 7)));

        assertThat(cursor.begin(99, 100).times()[2]).isEqualTo(at(7));
        assertThat(cursor.begin(100, 100).times()).containsOnly(Instant.EPOCH);
        cursor.claimed(List.of(task(0, 8)));
        assertThat(cursor.begin(199, 100).times()[2]).isEqualTo(at(8));
    }

    private List<Instant> times() {
        return Arrays.asList(cursor.begin(1, NEVER).times());
    }

    private static Instant at(int second) {
        return T0.plusSeconds(second);
    }

    private static ClaimedTask task(int priority, int second) {
        return new ClaimedTask(UUID.randomUUID(), "id", "Type", "queue", 1, 1, T0, at(second), T0, null, null, null, priority,
                null, null, null, null, null, T0, 0);
    }
}
