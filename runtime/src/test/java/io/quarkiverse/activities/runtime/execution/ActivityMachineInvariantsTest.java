package io.quarkiverse.activities.runtime.execution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ActivityMachineInvariantsTest {

    private static final int DEPTH = 7;
    private static final int WALKS = 1000;
    private static final int WALK_LENGTH = 2000;

    private final Exploration exploration = new Exploration(Machine.REAL);

    @Test
    void holdInEverySequenceOfEvents() {
        int executions = exploration.exploreAllTo(DEPTH);

        System.out.println("exploration: depth " + DEPTH + ", " + exploration.transitions() + " transitions, " + executions
                + " different executions");
        assertThat(executions).isGreaterThan(10_000);
    }

    @Test
    void holdInLongRandomWalks() {
        exploration.walks(WALKS, WALK_LENGTH);

        System.out.println("walks: " + WALKS + ", " + exploration.transitions() + " transitions, up to "
                + exploration.deepestFence() + " attempts");
        assertThat(exploration.deepestFence()).isGreaterThan(20);
    }
}
