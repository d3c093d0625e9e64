package io.quarkiverse.activities.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.runtime.codec.ClaimRank;
import io.quarkiverse.activities.runtime.codec.Micros;
import io.quarkiverse.activities.runtime.execution.Attempt;
import io.quarkiverse.activities.runtime.execution.AttemptRecord;
import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.runtime.execution.Heartbeats;
import io.quarkiverse.activities.runtime.execution.Options;
import io.quarkiverse.activities.runtime.execution.Outcome;
import io.quarkiverse.activities.runtime.execution.Requests;
import io.quarkiverse.activities.runtime.execution.RetryRules;
import io.quarkiverse.activities.runtime.execution.State;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;

class RowMappingTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123456Z");
    private static final Options OPTIONS = new Options("queue", Duration.ofHours(1), Duration.ofMinutes(2),
            Duration.ofSeconds(3), Duration.ofMillis(4), Duration.ofSeconds(5), 7,
            new RetryRules(Duration.ofSeconds(1), 2.5, Duration.ofSeconds(100), 9, List.of("A", "B")));
    private static final Options ORIGINAL = new Options("other", Duration.ZERO, Duration.ZERO, Duration.ofSeconds(3),
            Duration.ZERO, Duration.ZERO, 0, RetryRules.UNSET);
    private static final Requests REQUESTS = new Requests("s", null, null, null, null, "c", null, null, "why", "who", null);
    private static final Heartbeats HEARTBEATS = new Heartbeats(Payload.of(new byte[] { 1 }), NOW.plusSeconds(2), 3);

    @Test
    void anOpenRowMapsToItsExecution() {
        Execution execution = new Execution(State.CANCEL_REQUESTED, NOW, OPTIONS, ORIGINAL,
                new Attempt(2, 3, UUID.randomUUID(), NOW.plusSeconds(1), NOW.plusSeconds(2), NOW.plusMillis(1),
                        Duration.ofSeconds(9), true, 4, 3),
                HEARTBEATS, Failure.application("T", "m"), "node", REQUESTS, null, null);
        ActivityExecution row = new ActivityExecution();
        row.set(execution, 5);
        assertThat(row.toExecution()).isEqualTo(execution);
        assertThat(row.getStatus()).isEqualTo(ActivityStatus.RUNNING);
    }

    @Test
    void anEmptyRetryIntervalIsNotZero() {
        Execution execution = new Execution(State.SCHEDULED, NOW, OPTIONS, null,
                new Attempt(1, 0, null, NOW, null, null, null, false, 0, 0), Heartbeats.NONE, null, null, Requests.NONE, null,
                null);
        ActivityExecution row = new ActivityExecution();
        row.set(execution, 5);
        assertThat(row.toExecution()).isEqualTo(execution);
    }

    @Test
    void aClosedRowKeepsTheStateOfTheOpenRow() {
        ActivityExecution open = new ActivityExecution();
        UUID runId = UUID.randomUUID();
        open.identify(runId, "order-7", "Charge", new byte[] { 1 }, new byte[] { 2 });
        open.addFailedAttempt(new AttemptRecord(1, NOW, NOW, "node", Failure.application("T", "m")));
        Execution closed = new Execution(State.FAILED, NOW, OPTIONS, ORIGINAL,
                new Attempt(2, 3, null, null, NOW, NOW, null, false, 2, 0), HEARTBEATS, Failure.application("T", "m"), "node",
                REQUESTS,
                new Outcome(Payload.of(new byte[] { 3 }), Failure.application("T", "m"), RetryState.TIMEOUT),
                NOW.plusSeconds(4));
        ActivityExecutionClosed row = ActivityExecutionClosed.of(open, closed);
        assertThat(row.toExecution()).isEqualTo(closed);
        assertThat(row.getRunId()).isEqualTo(runId);
        assertThat(row.getActivityId()).isEqualTo("order-7");
        assertThat(row.input()).containsExactly(1);
        assertThat(row.header()).containsExactly(2);
        assertThat(row.failedAttempts()).isEqualTo(open.failedAttempts());
    }

    @Test
    void prioritiesBecomeRanks() {
        int[] ranks = new int[8];
        for (int priority = 0; priority < 8; priority++) {
            ranks[priority] = ClaimRank.of(priority);
        }
        assertThat(ranks).containsExactly(3, 1, 2, 3, 4, 5, 5, 5);
    }

    @Test
    void tooLongDurationsBecomeTheLongestThatAColumnHolds() {
        assertThat(Micros.of(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE);
        assertThat(Micros.of(Duration.ofNanos(1999))).isEqualTo(1);
    }
}
