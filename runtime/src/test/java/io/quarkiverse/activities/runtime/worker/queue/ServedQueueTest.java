package io.quarkiverse.activities.runtime.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.runtime.store.value.ClaimOrder;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.runtime.store.value.QueueSettings;
import io.quarkiverse.activities.runtime.store.value.Rate;

class ServedQueueTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long STEP = 1_000_000L;
    private static final Instant NOW = Instant.EPOCH;

    private static ServedQueue queue(int slots, double perSecond) {
        return new ServedQueue("queue", List.of("Type"), Set.of(), slots, new QueueLimits(perSecond, OptionalDouble.empty()));
    }

    /** {@return a time at which the queue has just been polled and the next regular poll is far away} */
    private static long polled(ServedQueue queue) {
        long now = queue.nextLook + 2 * SECOND;
        queue.look(now, now + 1_000 * SECOND);
        return now;
    }

    @Test
    void pollsWhenEachExpectedTaskIsDue() {
        ServedQueue queue = queue(1, 0);
        long now = polled(queue);
        long regular = queue.lookAt();
        assertThat(queue.expect(now + 7 * SECOND, now)).isTrue();
        assertThat(queue.expect(now + 3 * SECOND, now)).isTrue();
        assertThat(queue.expect(now + 5 * SECOND, now)).isFalse();
        for (int seconds : new int[] { 3, 5, 7 }) {
            long due = now + seconds * SECOND;
            assertThat(queue.lookAt()).isBetween(due, due + STEP);
            queue.look(due + STEP, regular);
        }
        assertThat(queue.lookAt()).isEqualTo(regular);
        assertThat(queue.expect(now, now)).isTrue();
        assertThat(queue.lookAt()).isEqualTo(now);
    }

    @Test
    void pollsImmediatelyAfterATimeJumpAndShiftsExpectedTimes() {
        ServedQueue queue = queue(1, 0);
        long now = polled(queue);
        queue.expect(now + 3 * SECOND, now);
        queue.expect(now + 7 * SECOND, now);
        queue.timePassed(5 * SECOND, now);
        assertThat(queue.lookAt()).isLessThanOrEqualTo(now);
        queue.look(now, now + 1_000 * SECOND);
        assertThat(queue.lookAt()).isBetween(now + 2 * SECOND, now + 2 * SECOND + STEP);
    }

    @Test
    void keepsTheEarliestOfManyExpectedTimes() {
        ServedQueue queue = queue(1, 0);
        long now = polled(queue);
        for (int i = 20_000; i > 0; i--) {
            queue.expect(now + i * STEP, now);
        }
        assertThat(queue.lookAt()).isBetween(now + STEP, now + 2 * STEP);
        queue.look(now + 900 * STEP, now + 1_000 * SECOND);
        assertThat(queue.lookAt()).isBetween(now + 900 * STEP, now + 902 * STEP);
    }

    @Test
    void oneClaimInEightTakesTheOldest() {
        ServedQueue queue = queue(1, 0);
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 7; i++) {
                assertThat(queue.nextOrder()).isEqualTo(ClaimOrder.PRIORITY);
                queue.looked(ClaimOrder.PRIORITY, 1, 0); // a poll that finds nothing does not count as a claim
                assertThat(queue.looked(ClaimOrder.PRIORITY, 1, 1)).isTrue();
            }
            assertThat(queue.nextOrder()).isEqualTo(ClaimOrder.OLDEST);
            assertThat(queue.looked(ClaimOrder.OLDEST, 1, 0)).isTrue();
        }
        assertThat(queue.looked(ClaimOrder.PRIORITY, 2, 1)).isFalse();
    }

    @Test
    void eagerStartsOvertakeNothingUnaided() {
        ServedQueue queue = queue(4, 0);
        assertThat(queue.reserveEagerly(0, queue.nextLook)).as("before the first poll").isFalse();
        long now = polled(queue);
        assertThat(queue.reserveEagerly(0, now)).isTrue();
        assertThat(queue.reserveEagerly(0, now)).isTrue();
        assertThat(queue.reserveEagerly(0, now)).as("more than half of the slots").isFalse();
        queue.eager = 0;
        queue.expect(now + SECOND, now);
        assertThat(queue.reserveEagerly(0, now)).isTrue();
        assertThat(queue.reserveEagerly(0, now + 2 * SECOND)).as("a task is due").isFalse();
        queue.look(now + 2 * SECOND, now + 1_000 * SECOND);
        queue.settings = new QueueSettings(true, null);
        assertThat(queue.reserveEagerly(0, now)).as("paused").isFalse();
        queue.settings = new QueueSettings(false, new Rate(1_000));
        assertThat(queue.reserveEagerly(0, now)).as("limited").isFalse();
        queue.settings = QueueSettings.NONE;
        queue.backlog = true;
        assertThat(queue.reserveEagerly(0, now)).as("backlog").isFalse();
        queue.backlog = false;
        assertThat(queue.reserveEagerly(0, now)).isTrue();
        queue.eager = 0;
        assertThat(queue.reserveEagerly(0, now)).as("no free slot").isFalse();
    }

    @Test
    void oneEagerStartOvertakesForEachTaskThatWasClaimed() {
        ServedQueue queue = queue(6, 0);
        long now = polled(queue);
        queue.backlog = true;
        queue.claimed(List.of());
        assertThat(queue.reserveEagerly(1, now)).as("nothing was claimed").isFalse();
        queue.claimed(List.of(task(2), task(4)));
        assertThat(queue.reserveEagerly(0, now)).as("less urgent").isFalse();
        assertThat(queue.reserveEagerly(2, now)).isTrue();
        assertThat(queue.reserveEagerly(1, now)).isTrue();
        assertThat(queue.reserveEagerly(1, now)).as("two for two").isFalse();
        queue.eager = 0;
        queue.claimed(List.of(task(0), task(0), task(0), task(0)));
        queue.free = 6;
        for (int i = 0; i < 3; i++) {
            assertThat(queue.reserveEagerly(3, now)).isTrue();
        }
        queue.eager = 0;
        assertThat(queue.reserveEagerly(3, now)).as("no more than half of the slots are saved up").isFalse();
        queue.backlog = false;
        assertThat(queue.reserveEagerly(5, now)).as("nothing waits").isTrue();
    }

    private static ClaimedTask task(int priority) {
        return new ClaimedTask(UUID.randomUUID(), "id", "Type", "queue", 1, 1, NOW, NOW, NOW, Duration.ZERO, Duration.ZERO,
                Duration.ZERO, priority, null, null, null, null, null, NOW, 0);
    }

    @Test
    void eagerStartsTakeTokensAndGiveThemBack() {
        ServedQueue queue = queue(10, 1);
        long now = polled(queue);
        assertThat(queue.reserveEagerly(0, now)).isTrue();
        assertThat(queue.reserveEagerly(0, now)).isFalse();
        assertThat(queue.reserve(5, now)).isZero();
        queue.expect(now, now);
        assertThat(queue.lookAt()).isBetween(now + SECOND - STEP, now + SECOND + STEP);
        queue.putBack(1);
        assertThat(queue.reserve(5, now)).isEqualTo(1);
        assertThat(queue.free).isEqualTo(9);
    }
}
