package io.quarkiverse.activities.runtime.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.runtime.codec.ClaimRank;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.runtime.store.value.SuspectTasks;
import io.quarkiverse.activities.runtime.worker.queue.Suspects.Choice;

/** Tests when a node runs suspects, and when its other tasks wait for them. */
class SuspectsTest {

    private static final long POLL = 5_000_000_000L;
    private static final SuspectTasks FEW = new SuspectTasks("q", ClaimRank.FIRST_SUSPECT);
    private static final SuspectTasks TWO = new SuspectTasks("q", ClaimRank.FIRST_SUSPECT + 1);
    private static final SuspectTasks ALONE = new SuspectTasks("q", ClaimRank.ALONE);

    private final Suspects suspects = new Suspects(0, bound -> bound - 1);

    @Test
    void executionsAreSuspectsAfterTwoLostAttemptsAndRunAloneBeforeTheyArePaused() {
        assertThat(together(0, 5)).isEmpty();
        assertThat(together(1, 5)).isEmpty();
        assertThat(together(2, 5)).hasValue(8);
        assertThat(together(3, 5)).hasValue(2);
        assertThat(together(4, 5)).hasValue(1);
        assertThat(together(2, 4)).hasValue(2);
        assertThat(together(3, 4)).hasValue(1);
        assertThat(together(2, 3)).hasValue(1);
        assertThat(together(1, 2)).as("one loss says nothing").isEmpty();
        assertThat(together(2, 40)).hasValue(8);
        assertThat(together(4, 40)).hasValue(1);
        assertThat(together(2, 0)).hasValue(8);
        assertThat(together(40, 0)).hasValue(1);
    }

    private static OptionalInt together(int lostInARow, int limit) {
        short rank = ClaimRank.of(2, lostInARow, limit);
        return rank == 2 ? OptionalInt.empty() : OptionalInt.of(ClaimRank.together(rank));
    }

    private Choice choose(boolean idle, long now, SuspectTasks... found) {
        return suspects.choose(List.of(found), idle, now, POLL);
    }

    @Test
    void fewSuspectsRunAtATimeAndOthersDoNotWait() {
        assertThat(choose(false, 0, FEW)).isEqualTo(new Choice(FEW, 8));
        suspects.claimed(FEW, List.of(task(1), task(2), task(3)), 0);
        assertThat(suspects.holdOthers(1)).isFalse();
        assertThat(choose(false, 2, FEW)).isEqualTo(new Choice(FEW, 5));
        suspects.claimed(FEW, List.of(task(4), task(5), task(6), task(7), task(8)), 2);
        assertThat(choose(false, 3, FEW)).isNull();
        assertThat(suspects.isDue(4)).isFalse();
        assertThat(suspects.ended(run(1), false, 5)).isTrue();
        assertThat(suspects.isDue(5)).isTrue();
        assertThat(choose(false, 5, FEW)).isEqualTo(new Choice(FEW, 1));
    }

    @Test
    void whoHasLostMoreHasFewerBesideIt() {
        suspects.claimed(FEW, List.of(task(1), task(2)), 0);
        assertThat(choose(false, 1, FEW, TWO)).as("the turn of the last one found").isNull();
        assertThat(choose(false, 2, FEW, TWO)).as("it keeps its turn").isNull();
        suspects.ended(run(1), false, 3);
        assertThat(choose(false, 3, FEW, TWO)).isEqualTo(new Choice(TWO, 1));
        suspects.claimed(TWO, List.of(task(3)), 3);
        assertThat(choose(false, 4, FEW)).as("two run, and one of them may have only one beside it").isNull();
        suspects.ended(run(2), false, 5);
        assertThat(choose(false, 5, FEW)).isEqualTo(new Choice(FEW, 1));
    }

    @Test
    void aSuspectThatRunsForLongNoLongerKeepsSuspectsWaiting() {
        suspects.claimed(TWO, List.of(task(1), task(2)), 0);
        assertThat(choose(false, Suspects.PROVEN_NANOS - 1, TWO)).isNull();
        assertThat(suspects.isDue(Suspects.PROVEN_NANOS)).isFalse();
        assertThat(choose(false, Suspects.PROVEN_NANOS, TWO)).isEqualTo(new Choice(TWO, 2));
    }

    @Test
    void theMostSuspiciousOnesWaitUntilTheNodeIsIdle() {
        assertThat(choose(false, 0, ALONE)).isNull();
        assertThat(suspects.holdOthers(1)).isTrue();
        assertThat(suspects.ended(run(9), true, 100)).isTrue();
        assertThat(suspects.isDue(100)).isTrue();
        assertThat(choose(true, 100, FEW, ALONE)).isEqualTo(new Choice(ALONE, 1));
        suspects.claimed(ALONE, List.of(task(1)), 100);
        assertThat(suspects.holdOthers(101)).isTrue();
        assertThat(suspects.ended(run(1), true, 200)).isTrue();
        assertThat(suspects.holdOthers(201)).isFalse();
    }

    @Test
    void othersWaitNoLongerThanTenSecondsForANodeThatIsNeverIdleAndAgainForTheSuspect() {
        assertThat(choose(false, 0, ALONE)).isNull();
        assertThat(suspects.holdOthers(Suspects.ALONE_NANOS - 1)).isTrue();
        assertThat(choose(false, Suspects.ALONE_NANOS, ALONE)).isEqualTo(new Choice(ALONE, 1));
        suspects.claimed(ALONE, List.of(task(1)), Suspects.ALONE_NANOS);
        assertThat(suspects.holdOthers(2 * Suspects.ALONE_NANOS - 1)).isTrue();
        assertThat(suspects.holdOthers(2 * Suspects.ALONE_NANOS)).isFalse();
    }

    @Test
    void othersGoOnOnceAnotherNodeHasTakenTheSuspect() {
        choose(false, 0, ALONE);
        assertThat(choose(false, 1)).isNull();
        assertThat(suspects.holdOthers(2)).isFalse();
        choose(false, 3, ALONE);
        assertThat(suspects.holdOthers(4)).as("they do not wait again soon").isFalse();
        choose(false, 1 + 3 * Suspects.ALONE_NANOS, ALONE);
        assertThat(suspects.holdOthers(2 + 3 * Suspects.ALONE_NANOS)).isTrue();
    }

    private static UUID run(int number) {
        return new UUID(1, number);
    }

    private static ClaimedTask task(int number) {
        return new ClaimedTask(run(number), "id", "Type", "q", 1, 1, null, null, null, null, null, null, 0, null, null, null,
                null,
                null,
                null, 0);
    }
}
