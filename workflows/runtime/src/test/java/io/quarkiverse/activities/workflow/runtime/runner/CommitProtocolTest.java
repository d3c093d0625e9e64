package io.quarkiverse.activities.workflow.runtime.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.activities.workflow.runtime.runner.ProtocolInvariants.Violation;
import io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.Known;
import io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.Row;

/**
 * Explores every state that the commit protocol can reach with two nodes, and proves that protocols without one of its rules
 * break an invariant. {@code -Dprotocol.troubles=true} explores all troubles together, which takes minutes.
 */
class CommitProtocolTest {

    @Test
    void holdsForTwoRunsThatShareTransactions() {
        assertThat(explore(ProtocolState.twoRuns(), "")).isGreaterThan(1_000);
    }

    @Test
    void holdsIfANodeIsKilled() {
        assertThat(explore(ProtocolState.twoRuns(), "kill")).isGreaterThan(10_000);
    }

    @Test
    void holdsIfAnAnswerOfTheDatabaseIsLost() {
        assertThat(explore(ProtocolState.twoRuns(), "lost")).isGreaterThan(30_000);
    }

    @Test
    void holdsForARunThatIsSignaledWhileItClosesAndForItsLocalActivity() {
        assertThat(explore(ProtocolState.signaledRun(), "")).isGreaterThan(10_000);
    }

    @Test
    @EnabledIfSystemProperty(named = "protocol.troubles", matches = "true")
    void holdsInAllTroublesTogether() {
        explore(ProtocolState.twoRuns(), "kill lost");
        explore(ProtocolState.twoRunsInMemory(), "told told");
        explore(ProtocolState.twoRuns(), "evict lost");
        explore(ProtocolState.signaledRun(), "kill");
        explore(ProtocolState.signaledRun(), "lost");
        explore(ProtocolState.signaledRun(), "freeze");
    }

    private static int explore(ProtocolState start, String troubles) {
        ProtocolExploration exploration = new ProtocolExploration(new Protocol());
        exploration.explore(with(start, troubles));
        System.out.println("protocol: " + (troubles.isEmpty() ? "no trouble" : troubles) + ", " + exploration.states()
                + " states, " + exploration.steps() + " steps, " + exploration.ends() + " ends");
        return exploration.states();
    }

    private static ProtocolState with(ProtocolState state, String troubles) {
        for (String trouble : troubles.split(" ")) {
            switch (trouble) {
                case "kill" -> state.kills++;
                case "freeze" -> state.freezes++;
                case "lost" -> state.lostAnswers++;
                case "evict" -> state.evictions++;
                case "told" -> state.wakes++;
                default -> assertThat(trouble).isEmpty();
            }
        }
        return state;
    }

    static List<Arguments> twins() {
        return List.of(
                Arguments.of("no epoch", new Protocol() {
                    @Override
                    boolean sameEpoch(int epoch, Row row) {
                        return true;
                    }
                }, ProtocolState.signaledRun(), "freeze", ProtocolInvariants.OWNER),
                Arguments.of("no turn", new Protocol() {
                    @Override
                    boolean sameTurn(int turn, Row row) {
                        return true;
                    }

                    @Override
                    boolean fits(Known instance, Known row) {
                        return true;
                    }
                }, ProtocolState.signaledRun(), "", ProtocolInvariants.DECIDED_ONCE),
                Arguments.of("early release", new Protocol() {
                    @Override
                    boolean releasesAfterCommit() {
                        return false;
                    }
                }, ProtocolState.twoRuns(), "", ProtocolInvariants.RELEASED),
                Arguments.of("unsorted locks", new Protocol() {
                    @Override
                    boolean locksInOrder() {
                        return false;
                    }
                }, ProtocolState.twoRunsInMemory(), "told told", ProtocolInvariants.DEADLOCK),
                Arguments.of("waits for a lock out of order", new Protocol() {
                    @Override
                    boolean waitsOutOfOrder() {
                        return true;
                    }
                }, ProtocolState.twoRunsInMemory(), "told told", ProtocolInvariants.DEADLOCK),
                Arguments.of("signal without lock", new Protocol() {
                    @Override
                    boolean signalLocks() {
                        return false;
                    }
                }, ProtocolState.signaledRun(), "", ProtocolInvariants.SIGNAL),
                Arguments.of("close without a look at messages", new Protocol() {
                    @Override
                    boolean closeLooksForMessages() {
                        return false;
                    }
                }, ProtocolState.signaledRun(), "", ProtocolInvariants.SIGNAL),
                Arguments.of("commit without a look at the inbox", new Protocol() {
                    @Override
                    boolean commitComparesInbox() {
                        return false;
                    }
                }, ProtocolState.signaledRun(), "", ProtocolInvariants.WAKE_UP),
                Arguments.of("Local Activity without lock", new Protocol() {
                    @Override
                    boolean localKeepsOwner() {
                        return false;
                    }
                }, ProtocolState.signaledRun(), "kill", ProtocolInvariants.LOCAL_ONCE),
                Arguments.of("refused outcome as a failure", new Protocol() {
                    @Override
                    boolean refusedLocalEndsOwnership() {
                        return false;
                    }
                }, ProtocolState.signaledRun(), "freeze", ProtocolInvariants.LOCAL_ONCE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("twins")
    void isCaught(String name, Protocol twin, ProtocolState start, String troubles, String rule) {
        ProtocolExploration exploration = new ProtocolExploration(twin);
        assertThatThrownBy(() -> exploration.explore(with(start, troubles))).isInstanceOf(Violation.class)
                .satisfies(e -> System.out.println("protocol: " + name + ", after " + exploration.states() + " states: "
                        + e.getMessage()))
                .hasMessageStartingWith(rule);
    }
}
