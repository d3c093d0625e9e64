package io.quarkiverse.activities.workflow.runtime.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.workflow.ActivityCancellationType;
import io.quarkiverse.activities.workflow.runtime.replay.ActivitySpec;
import io.quarkiverse.activities.workflow.runtime.replay.Decision;
import io.quarkiverse.activities.workflow.runtime.replay.JournalLine;
import io.quarkiverse.activities.workflow.runtime.replay.LocalOutcome;

class OpenCallsTest {

    private static final Instant BEGIN = Instant.parse("2030-01-01T00:00:00Z");

    @Test
    void timersStartWhenTheLastLocalActivityOfTheirTaskHasEnded() {
        Decision.StartTimer timer = new Decision.StartTimer(2, Duration.ofSeconds(1), false);
        Decision.RecordLocal local = new Decision.RecordLocal(1, "Total", new LocalOutcome.Completed(1, null),
                BEGIN.plusSeconds(5));
        OpenCalls open = new OpenCalls();
        open.follow(new JournalLine(BEGIN, List.of(), List.of(timer.entry(), local.entry())), List.of(timer, local));
        assertThat(open.nextTimer()).isEqualTo(BEGIN.plusSeconds(6));
        assertThat(open.notBefore(BEGIN)).isEqualTo(BEGIN.plusSeconds(5));
    }

    @Test
    void anActivityIsOpenUntilItsOutcomeIsDeliveredAlsoIfItWasCanceled() {
        Decision.ScheduleActivity schedule = new Decision.ScheduleActivity(1, new ActivitySpec(null, "Charge", null, null, null,
                null, null, null, null, 0, ActivityCancellationType.TRY_CANCEL));
        Decision.CancelActivity cancel = new Decision.CancelActivity(1);
        OpenCalls open = new OpenCalls();
        open.follow(new JournalLine(BEGIN, List.of(), List.of(schedule.entry())), List.of(schedule));
        open.follow(new JournalLine(BEGIN, List.of(), List.of(cancel.entry())), List.of(cancel));
        assertThat(open.isOpen(1)).isTrue();
        assertThat(open.openActivities()).isEqualTo(1);
        open.follow(new JournalLine(BEGIN, List.of("a1"), List.of()), List.of());
        assertThat(open.isOpen(1)).isFalse();
        assertThat(open.openActivities()).isZero();
    }
}
