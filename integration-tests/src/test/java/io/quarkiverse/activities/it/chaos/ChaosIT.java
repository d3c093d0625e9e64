package io.quarkiverse.activities.it.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import io.quarkiverse.activities.it.Database;
import io.quarkus.runtime.configuration.DurationConverter;

/**
 * Tests that no activity is lost or closed twice. Starts activities of several kinds while nodes and the database fail in many
 * ways, and checks the traces of all attempts afterwards. {@code chaos.seed} determines which failures are injected, in which
 * order and for how long; {@code chaos.duration} is the duration of the run.
 */
@Isolated("too many processes for anything else")
class ChaosIT {

    private static final Duration QUIET = Duration.ofMinutes(3);
    private static final Duration SHORT_CALM = Duration.ofSeconds(2);
    /** No node is declared lost during an outage and for one lease afterwards, so outages must be far enough apart. */
    private static final Duration LONG_CALM = Duration.ofSeconds(20);

    private final long seed = Long.getLong("chaos.seed");
    private final Duration duration = DurationConverter.parseDuration(System.getProperty("chaos.duration"));
    private final Pace pace = Pace.of(duration);
    private final Journal journal = new Journal();

    @TempDir
    Path directory;

    @Test
    void noActivityIsLostOrClosedTwice() throws Exception {
        System.out.printf("Chaos with seed %d for %s%n", seed, duration);
        Random random = new Random(seed);
        try (Fleet fleet = new Fleet(directory, pace, journal);
                Starts starts = new Starts(fleet, new Random(random.nextLong()));
                TokenCompleter completer = new TokenCompleter(fleet, new Random(random.nextLong()));
                Operator operator = new Operator(fleet, new Random(random.nextLong()))) {
            starts.begin();
            completer.begin();
            operator.begin();
            List<Lane> lanes = List.of(
                    lane(fleet, random, SHORT_CALM, new NodeKilled(), new NodeFrozen(), new NodeCutOff(), new PoolExhausted(),
                            new RowsLocked(), new WorkerPoolFilled()),
                    lane(fleet, random, LONG_CALM, new DatabaseRestarted(), new ConnectionsCut(), new NetworkDown(),
                            new DatabaseReadOnly(), new Failover(), new FullDisk(), new SlowDatabase()),
                    lane(fleet, random, LONG_CALM, new PoisonId(starts), new OutOfMemory(starts), new ActivityHalts()));
            int troubles = Lane.all(lanes);
            starts.stop();
            fleet.heal();
            journal.note("All nodes and the database are healthy again");
            starts.awaitAnswers();
            awaitAllClosed(fleet);
            RuleChecker checker = new RuleChecker(fleet, journal, starts, completer,
                    lanes.stream().flatMap(lane -> lane.troubles().stream()).toList());
            List<RuleResult> results = checker.check();
            Path report = Database.buildDirectory().resolve("chaos-report.txt");
            new Report(seed, duration, troubles, fleet, starts, completer, operator, checker).write(report, results, journal);
            assertThat(results).as("see " + report).allMatch(RuleResult::isKept);
            assertThat(checker.lost()).as("attempts whose node was lost").isPositive();
        }
    }

    private Lane lane(Fleet fleet, Random random, Duration calm, Trouble... troubles) {
        return new Lane(fleet, new Random(random.nextLong()), journal, duration, calm, troubles);
    }

    private void awaitAllClosed(Fleet fleet) {
        try {
            await().atMost(QUIET).ignoreExceptions()
                    .until(() -> fleet.database().query("SELECT 1 FROM activity_execution LIMIT 1").isEmpty());
            journal.note("All executions are closed");
        } catch (ConditionTimeoutException e) {
            journal.note("Some executions did not close in time");
        }
    }
}
