package io.quarkiverse.activities.workflow.runtime.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.workflow.runtime.runner.RunSchedule.Next;
import io.quarkiverse.activities.workflow.runtime.runner.RunSchedule.Place;

class RunScheduleTest {

    private final RunSchedule run = new RunSchedule();

    private void idle() {
        assertThat(run.told()).isEqualTo(Next.CLAIM);
        assertThat(run.committed(false, true)).isEqualTo(Next.KEEP);
    }

    @Test
    void aRunThatIsNotInMemoryIsClaimed() {
        assertThat(run.told()).isEqualTo(Next.CLAIM);
        assertThat(run.told()).isEqualTo(Next.NOTHING);
        assertThat(run.committed(false, true)).isEqualTo(Next.READ);
        assertThat(run.committed(false, true)).isEqualTo(Next.KEEP);
        assertThat(run.place()).isEqualTo(Place.IDLE);
    }

    @Test
    void aRunInMemoryNeedsNoClaim() {
        idle();
        assertThat(run.told(7)).isEqualTo(Next.READ);
        assertThat(run.committed(true, true)).isEqualTo(Next.READ);
        assertThat(run.committed(false, true)).isEqualTo(Next.KEEP);
    }

    @Test
    void anActivityThatEndsHereIsFusedWithTheTask() {
        idle();
        assertThat(run.ended(7)).isEqualTo(Next.FUSE);
        assertThat(run.told(7)).as("its own commit").isEqualTo(Next.NOTHING);
        assertThat(run.ended(8)).as("a task is under way").isEqualTo(Next.NOTHING);
        assertThat(run.told(8)).isEqualTo(Next.NOTHING);
        assertThat(run.committed(false, true)).as("8 has arrived meanwhile").isEqualTo(Next.READ);
        assertThat(run.told(7)).isEqualTo(Next.NOTHING);
        assertThat(run.committed(false, true)).as("7 is nothing of this task").isEqualTo(Next.READ);
    }

    @Test
    void nothingIsFusedWithARunThatIsNotInMemory() {
        assertThat(run.ended(1)).isEqualTo(Next.NOTHING);
        assertThat(run.place()).isEqualTo(Place.ABSENT);
    }

    @Test
    void aCommitWithUnknownOutcomeDropsTheInstance() {
        idle();
        assertThat(run.told()).isEqualTo(Next.READ);
        assertThat(run.told()).isEqualTo(Next.NOTHING);
        assertThat(run.broken()).isEqualTo(Next.DROP_AND_CLAIM);
        assertThat(run.notClaimed()).isEqualTo(Next.NOTHING);
        assertThat(run.place()).isEqualTo(Place.ABSENT);
    }

    @Test
    void aClaimedRunUsesTheInstanceInMemory() {
        idle();
        assertThat(run.claimed()).isEqualTo(Next.REUSE);
        assertThat(run.claimed()).as("a task is under way").isEqualTo(Next.NOTHING);
        assertThat(run.gone()).isEqualTo(Next.DROP);
        assertThat(run.claimed()).isEqualTo(Next.REBUILD);
    }

    @Test
    void aRunIsEvictedOnlyWhileNothingIsUnderWay() {
        assertThat(run.evict()).isFalse();
        idle();
        assertThat(run.told()).isEqualTo(Next.READ);
        assertThat(run.evict()).isFalse();
        assertThat(run.committed(false, true)).isEqualTo(Next.KEEP);
        assertThat(run.evict()).isTrue();
        assertThat(run.told()).isEqualTo(Next.CLAIM);
    }

    @Test
    void withoutACacheEachTaskIsClaimed() {
        assertThat(run.told()).isEqualTo(Next.CLAIM);
        assertThat(run.told()).isEqualTo(Next.NOTHING);
        assertThat(run.committed(false, false)).isEqualTo(Next.DROP_AND_CLAIM);
        assertThat(run.committed(false, false)).isEqualTo(Next.DROP);
        assertThat(run.told()).isEqualTo(Next.CLAIM);
    }

    /** In all orders of events: while a task is under way no second one begins, and no arrival is forgotten. */
    @Test
    void noOrderOfEventsLosesAnArrivalOrRunsTwoTasks() {
        List<Function<RunSchedule, Next>> outside = List.of(RunSchedule::told, r -> r.told(1), r -> r.ended(1),
                RunSchedule::claimed);
        List<Function<RunSchedule, Next>> endings = List.of(r -> r.committed(false, true), r -> r.committed(true, true),
                r -> r.committed(false, false), RunSchedule::broken, RunSchedule::notClaimed);
        explore(new ArrayList<>(), outside, endings, 6);
    }

    private void explore(List<Function<RunSchedule, Next>> path, List<Function<RunSchedule, Next>> outside,
            List<Function<RunSchedule, Next>> endings, int depth) {
        RunSchedule schedule = new RunSchedule();
        boolean owed = false;
        boolean fusing = false;
        for (Function<RunSchedule, Next> event : path) {
            boolean busy = schedule.place() == Place.BUSY;
            Next next = event.apply(schedule);
            boolean isOutside = outside.contains(event);
            if (busy && isOutside) {
                assertThat(next).isEqualTo(Next.NOTHING);
                boolean own = fusing && event == outside.get(1);
                owed |= !own && event != outside.get(2);
            } else if (busy) {
                boolean again = schedule.place() == Place.BUSY;
                assertThat(again).isEqualTo(owed || event == endings.get(1));
                owed = false;
                fusing = false;
            } else if (isOutside) {
                fusing = next == Next.FUSE;
            }
        }
        if (depth > 0) {
            List<Function<RunSchedule, Next>> possible = schedule.place() == Place.BUSY ? new ArrayList<>(endings)
                    : new ArrayList<>();
            possible.addAll(outside);
            for (Function<RunSchedule, Next> event : possible) {
                path.add(event);
                explore(path, outside, endings, depth - 1);
                path.remove(path.size() - 1);
            }
        }
    }
}
