package io.quarkiverse.activities.test.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.failure.ActivityFailedException;

/** Tests how long an attempt holds its slot: while its method runs, or until its manual completion. */
abstract class Slots extends FollowUps {

    private static final Duration A_WHILE = Duration.ofSeconds(2);

    @Inject
    SlotsActivities seated;

    @Test
    void anAttemptThatTimedOutKeepsItsSlotUntilItsMethodReturns() throws TimeoutException {
        ActivityHandle<Void> slow = activities.callVoid(SlotsActivities.class, SlotsActivities::tooSlow).start();
        assertThatThrownBy(() -> slow.result(LONG)).isInstanceOf(ActivityFailedException.class);
        ActivityHandle<String> next = next();
        assertWaits(next);
        seated.gate.countDown();
        assertThat(next.result(LONG)).isEqualTo("next");
    }

    @Test
    void anAttemptCompletedElsewhereReleasesItsSlotOnReturn() throws TimeoutException {
        ActivityHandle<String> elsewhere = activities.call("Elsewhere", String.class).start();
        // Otherwise the next one may be faster: the slot may still be on its way back from the previous test
        Awaitility.await().atMost(LONG).until(() -> elsewhere.describe().runState().orElse(null) == ActivityRunState.STARTED);
        assertThat(next().result(LONG)).isEqualTo("next");
        assertThat(elsewhere.describe().runState()).contains(ActivityRunState.STARTED);
        activities.completionById(elsewhere.id()).complete("done");
        assertThat(elsewhere.result(LONG)).isEqualTo("done");
    }

    @Test
    void anAttemptCompletedManuallyKeepsItsSlotUntilThen() throws TimeoutException {
        ActivityHandle<String> manually = activities.call("Manually", String.class).start();
        Awaitility.await().atMost(LONG).until(() -> seated.returned != null);
        ActivityHandle<String> next = next();
        assertWaits(next);
        seated.returned.heartbeat("after the return");
        assertThat(manually.describe().heartbeatDetails(String.class)).contains("after the return");
        seated.byHand.complete("done");
        assertThat(manually.result(LONG)).isEqualTo("done");
        assertThat(next.result(LONG)).isEqualTo("next");
    }

    private ActivityHandle<String> next() {
        return activities.call(SlotsActivities.class, SlotsActivities::next).start();
    }

    private static void assertWaits(ActivityHandle<?> handle) {
        Awaitility.await().during(A_WHILE).atMost(LONG)
                .until(() -> handle.describe().runState().orElseThrow() == ActivityRunState.SCHEDULED);
    }
}
