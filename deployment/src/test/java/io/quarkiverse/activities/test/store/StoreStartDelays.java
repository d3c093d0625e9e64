package io.quarkiverse.activities.test.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.runtime.execution.OptionsChange;
import io.quarkiverse.activities.runtime.execution.Refusal;
import io.quarkiverse.activities.runtime.execution.State;
import io.quarkiverse.activities.runtime.execution.Transition;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.runtime.store.value.Completion;

/** Tests that a start delay defers the first dispatch only. The tests move the time of the store instead of waiting. */
abstract class StoreStartDelays extends StoreQueueLimits {

    private static final Duration DELAY = Duration.ofMinutes(3);

    private static Start delayed(String id) {
        Start start = Start.of(id);
        start.delay = DELAY;
        return start;
    }

    @Test
    void aDelayedTaskIsNotClaimedBeforeItsTime() {
        UUID run = start(delayed("delayed"));
        Instant scheduled = execution(run).scheduledTime();
        assertThat(claim(10)).isEmpty();
        move(DELAY.minusSeconds(30));
        assertThat(claim(10)).isEmpty();
        assertThat(state(run)).isEqualTo(State.SCHEDULED);
        move(Duration.ofSeconds(31));
        List<ClaimedTask> claimed = claim(10);
        assertThat(claimed).hasSize(1);
        assertThat(claimed.get(0).scheduledTime()).isEqualTo(scheduled);
        assertThat(claimed.get(0).dispatchTime()).isEqualTo(scheduled.plus(DELAY));
    }

    @Test
    void scheduleTimeoutsBeginAfterTheDelay() {
        for (boolean toStart : new boolean[] { true, false }) {
            Start start = delayed(toStart ? "to-start" : "to-close");
            start.scheduleToStart = toStart ? MINUTE : NONE;
            start.scheduleToClose = toStart ? NONE : MINUTE;
            UUID run = start(start);
            assertThat(deadline(run)).isEqualTo(execution(run).scheduledTime().plus(DELAY).plus(MINUTE));
            move(DELAY.plusSeconds(30));
            store.fireDue();
            assertThat(state(run)).isEqualTo(State.SCHEDULED);
            move(Duration.ofSeconds(31));
            store.fireDue();
            Execution closed = execution(run);
            assertThat(closed.state()).isEqualTo(State.TIMED_OUT);
            // If only schedule-to-close is set, schedule-to-start has the same length and fires first
            assertThat(closed.outcome().failure().timeoutType()).isEqualTo(TimeoutType.SCHEDULE_TO_START);
        }
    }

    @Test
    void aRetryIsNotDelayedAgain() {
        Start start = delayed("retried").attempts(3);
        start.scheduleToClose = Duration.ofMinutes(2);
        UUID run = start(start);
        move(DELAY.plusSeconds(1));
        assertThat(claim(10)).hasSize(1);
        assertApplied(fail(run, 1, "first"));
        move(Duration.ofSeconds(2));
        assertThat(claim(10)).extracting(ClaimedTask::attempt).containsExactly(2);
        assertThat(store.complete(List.of(new Completion(run, 2, null, WORKER)))).containsExactly(run);
    }

    @Test
    void anUpdatedDelayMovesTheDispatch() {
        UUID zero = start(delayed("zero"));
        UUID shorter = start(delayed("shorter"));
        UUID longer = start(delayed("longer"));
        UUID past = start(delayed("past"));
        move(MINUTE);
        assertApplied(update(zero, NONE));
        assertApplied(update(shorter, Duration.ofMinutes(2)));
        assertApplied(update(longer, Duration.ofMinutes(5)));
        assertApplied(update(past, Duration.ofSeconds(10)));
        assertThat(claim(10)).extracting(ClaimedTask::runId).containsExactlyInAnyOrder(zero, past);
        move(MINUTE.plusSeconds(1));
        assertThat(claim(10)).extracting(ClaimedTask::runId).containsExactly(shorter);
        move(MINUTE);
        assertThat(claim(10)).isEmpty();
        move(MINUTE.multipliedBy(2));
        assertThat(claim(10)).extracting(ClaimedTask::runId).containsExactly(longer);
        assertRefused(update(longer, Duration.ofMinutes(9)), Refusal.FAILED_PRECONDITION);
    }

    private Transition update(UUID run, Duration delay) {
        return apply(run, new Event.UpdateOptions(new OptionsChange(null, null, null, null, null, delay, null, null), null));
    }
}
