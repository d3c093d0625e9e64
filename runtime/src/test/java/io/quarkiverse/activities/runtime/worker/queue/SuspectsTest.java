package io.quarkiverse.activities.runtime.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.runtime.codec.ClaimRank;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.runtime.store.value.SuspectTasks;

/** Tests when a node runs suspects, and when its other tasks wait for them. */
class SuspectsTest {

    private static final long POLL = 5_000_000_000L;
    private static final SuspectTasks FEW = new SuspectTasks("q", ClaimRank.FIRST_SUSPECT);
    private static final SuspectTasks ALONE = new SuspectTasks("q", ClaimRank.ALONE);
    private static final UUID RUN = new UUID(1, 1);

    private final Suspects suspects = new Suspects(0, bound -> bound - 1);

    @Test
    void executionsAreSuspectsAfterTwoLostAttemptsAndRunAloneAfterFour() {
        assertThat(ClaimRank.of(2, 0)).isEqualTo((short) 2);
        assertThat(ClaimRank.of(2, 1)).isEqualTo((short) 2);
        assertThat(ClaimRank.together(ClaimRank.of(2, 2))).isEqualTo(8);
        assertThat(ClaimRank.together(ClaimRank.of(2, 3))).isEqualTo(2);
        assertThat(ClaimRank.together(ClaimRank.of(2, 4))).isEqualTo(1);
        assertThat(ClaimRank.of(0, 40)).isEqualTo((short) ClaimRank.ALONE);
    }

    @Test
    void oneGroupOfSuspectsRunsAtATimeAndOthersDoNotWait() {
        assertThat(suspects.choose(List.of(FEW), false, 0, POLL)).isEqualTo(FEW);
        suspects.claimed(FEW, List.of(task(RUN)), 0);
        assertThat(suspects.holdOthers(1)).isFalse();
        assertThat(suspects.isDue(POLL)).isFalse();
        suspects.ended(RUN, false, POLL + 1);
        assertThat(suspects.isDue(POLL + 1)).isTrue();
    }

    @Test
    void aSuspectThatRunsForLongNoLongerKeepsSuspectsWaiting() {
        suspects.claimed(FEW, List.of(task(RUN)), 0);
        assertThat(suspects.isDue(Suspects.PROVEN_NANOS - 1)).isFalse();
        assertThat(suspects.isDue(2 * Suspects.PROVEN_NANOS)).isTrue();
    }

    @Test
    void theMostSuspiciousOnesWaitUntilTheNodeIsIdle() {
        assertThat(suspects.choose(List.of(ALONE), false, 0, POLL)).isNull();
        assertThat(suspects.holdOthers(1)).isTrue();
        suspects.ended(new UUID(2, 2), true, 100);
        assertThat(suspects.isDue(100)).isTrue();
        assertThat(suspects.choose(List.of(FEW, ALONE), true, 100, POLL)).isEqualTo(ALONE);
        suspects.claimed(ALONE, List.of(task(RUN)), 100);
        assertThat(suspects.holdOthers(101)).isTrue();
        suspects.ended(RUN, true, 200);
        assertThat(suspects.holdOthers(201)).isFalse();
    }

    @Test
    void othersWaitNoLongerThanTenSecondsForANodeThatIsNeverIdleAndAgainForTheSuspect() {
        assertThat(suspects.choose(List.of(ALONE), false, 0, POLL)).isNull();
        assertThat(suspects.holdOthers(Suspects.ALONE_NANOS - 1)).isTrue();
        assertThat(suspects.choose(List.of(ALONE), false, Suspects.ALONE_NANOS, POLL)).isEqualTo(ALONE);
        suspects.claimed(ALONE, List.of(task(RUN)), Suspects.ALONE_NANOS);
        assertThat(suspects.holdOthers(2 * Suspects.ALONE_NANOS - 1)).isTrue();
        assertThat(suspects.holdOthers(2 * Suspects.ALONE_NANOS)).isFalse();
    }

    @Test
    void othersGoOnOnceAnotherNodeHasTakenTheSuspect() {
        suspects.choose(List.of(ALONE), false, 0, POLL);
        assertThat(suspects.choose(List.of(), false, 1, POLL)).isNull();
        assertThat(suspects.holdOthers(2)).isFalse();
        suspects.choose(List.of(ALONE), false, 3, POLL);
        suspects.claimed(ALONE, List.of(), 4);
        assertThat(suspects.holdOthers(5)).isFalse();
    }

    private static ClaimedTask task(UUID run) {
        return new ClaimedTask(run, "id", "Type", "q", 1, 1, null, null, null, null, null, null, 0, null, null, null, null,
                null,
                null, 0);
    }
}
