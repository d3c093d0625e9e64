package io.quarkiverse.activities.it.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import io.quarkiverse.activities.it.Database;

/**
 * Tests that no activity is lost or closed twice. Starts activities of several kinds while nodes and the database fail in many
 * ways, and checks the traces of all attempts afterwards. {@code chaos.seed} determines which failures are injected, in which
 * order and for how long; {@code chaos.duration} is the duration of the run.
 */
@Isolated("too many processes for anything else")
class ChaosIT {

    private final ChaosRun chaos = new ChaosRun();

    @TempDir
    Path directory;

    @Test
    void noActivityIsLostOrClosedTwice() throws Exception {
        System.out.printf("Chaos with seed %d for %s%n", chaos.seed(), chaos.duration());
        Random random = new Random(chaos.seed());
        try (Fleet fleet = new Fleet(directory, chaos.pace(), chaos.journal());
                Starts starts = new Starts(fleet, new Random(random.nextLong()));
                TokenCompleter completer = new TokenCompleter(fleet, new Random(random.nextLong()));
                Operator operator = new Operator(fleet, new Random(random.nextLong()))) {
            starts.begin();
            completer.begin();
            operator.begin();
            List<Lane> lanes = List.of(
                    chaos.lane(fleet, random, ChaosRun.SHORT_CALM, new NodeKilled(), new NodeFrozen(), new NodeCutOff(),
                            new PoolExhausted(),
                            new RowsLocked(), new WorkerPoolFilled()),
                    chaos.lane(fleet, random, ChaosRun.LONG_CALM, new DatabaseRestarted(), new ConnectionsCut(),
                            new NetworkDown(),
                            new DatabaseReadOnly(), new Failover(), new FullDisk(), new SlowDatabase()),
                    chaos.lane(fleet, random, ChaosRun.LONG_CALM, new PoisonId(starts), new OutOfMemory(starts),
                            new ActivityHalts()));
            int troubles = Lane.all(lanes);
            starts.stop();
            fleet.heal();
            chaos.journal().note("All nodes and the database are healthy again");
            starts.awaitAnswers();
            chaos.awaitAllClosed(fleet, "SELECT 1 FROM activity_execution LIMIT 1");
            RuleChecker checker = new RuleChecker(fleet, chaos.journal(), starts, completer,
                    lanes.stream().flatMap(lane -> lane.troubles().stream()).toList());
            List<RuleResult> results = checker.check();
            Path report = Database.buildDirectory().resolve("chaos-report.txt");
            new Report(chaos.seed(), chaos.duration(), troubles, fleet, starts, completer, operator, checker).write(report,
                    results, chaos.journal());
            assertThat(results).as("see " + report).allMatch(RuleResult::isKept);
            assertThat(checker.lost()).as("attempts whose node was lost").isPositive();
        }
    }
}
