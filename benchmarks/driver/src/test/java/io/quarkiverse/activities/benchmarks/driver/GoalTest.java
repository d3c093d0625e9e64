package io.quarkiverse.activities.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class GoalTest {

    private final Results results = new Results();

    @Test
    void ratiosUseTheHighestOfTheOtherFigures() {
        Goal goal = new Goal(Figure.START_ALL, 1, List.of(Figure.JOBRUNR, Figure.DBOS), true, 10);
        results.add("ours.startAll", 4_000);
        results.add("peer.jobrunr", 500);
        assertThat(goal.value(results)).as("one of the others was not measured").isEmpty();
        results.add("peer.dbos", 400);
        assertThat(goal.value(results)).hasValue(8);
        assertThat(goal.isMet(8)).isFalse();
        assertThat(goal.isMet(10)).isTrue();
    }

    @Test
    void goalsOfFailingActivitiesCountAttempts() {
        Goal goal = Goal.ALL.stream().filter(each -> each.figure() == Figure.FAILING).findFirst().orElseThrow();
        results.add("ours.failing", 2_000);
        results.add("ceiling.500", 10_000);
        assertThat(goal.value(results)).hasValue(0.6);
    }

    @Test
    void upperBoundsAreMetByLowerValues() {
        Goal goal = new Goal(Figure.STARTUP_ADDED, 1, List.of(), false, 100);
        results.add("startup.added", 99);
        assertThat(goal.value(results)).hasValue(99);
        assertThat(goal.isMet(99)).isTrue();
        assertThat(goal.isMet(101)).isFalse();
    }
}
