package io.quarkiverse.activities.it.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.activities.it.Database;
import io.quarkus.runtime.configuration.DurationConverter;

/**
 * Never lost, never doubly closed: activities of several kinds are started while nodes and their database come to all kinds of
 * harm; afterwards the traces of all attempts are looked at. {@code chaos.seed} decides what happens, in which order and for
 * how long, and {@code chaos.duration} when it ends.
 */
class ChaosIT {

    private static final Duration QUIET = Duration.ofMinutes(3);
    private static final Duration SHORT_CALM = Duration.ofSeconds(2);
    /** While the database is away, and for a lease afterwards, no node is taken for lost: that must not be always so. */
    private static final Duration LONG_CALM = Duration.ofSeconds(20);

    private final long seed = Long.getLong("chaos.seed");
    private final Duration duration = DurationConverter.parseDuration(System.getProperty("chaos.duration"));
    private final Journal journal = new Journal();

    @TempDir
    Path directory;

    @Test
    void nothingIsLostOrDoublyClosed() throws Exception {
        System.out.printf("Chaos with seed %d for %s%n", seed, duration);
        Random random = new Random(seed);
        try (Fleet fleet = new Fleet(directory, journal);
                Starts starts = new Starts(fleet, new Random(random.nextLong()));
                Postman postman = new Postman(fleet, new Random(random.nextLong()))) {
            starts.begin();
            postman.begin();
            int troubles = makeTrouble(
                    new Lane(fleet, new Random(random.nextLong()), journal, duration, SHORT_CALM, new NodeKilled(),
                            new NodeFrozen(), new NodeCutOff(), new PoolExhausted()),
                    new Lane(fleet, new Random(random.nextLong()), journal, duration, LONG_CALM, new DatabaseRestarted(),
                            new ConnectionsCut(), new NetworkDown()));
            fleet.heal();
            journal.note("All is well again");
            starts.end();
            awaitQuiet(fleet);
            Judge judge = new Judge(fleet, journal, starts, postman);
            List<Verdict> verdicts = judge.judge();
            Path report = Database.buildDirectory().resolve("chaos-report.txt");
            new Report(seed, duration, troubles, fleet, starts, postman, judge).write(report, verdicts, journal);
            assertThat(verdicts).as("see " + report).allMatch(Verdict::isKept);
            assertThat(judge.lost()).as("attempts whose node was lost").isPositive();
        }
    }

    private static int makeTrouble(Lane... lanes) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            int troubles = 0;
            for (Future<Integer> lane : threads.invokeAll(List.of(lanes))) {
                troubles += lane.get();
            }
            return troubles;
        } finally {
            threads.shutdownNow();
        }
    }

    private void awaitQuiet(Fleet fleet) {
        try {
            await().atMost(QUIET).ignoreExceptions()
                    .until(() -> fleet.database().query("SELECT 1 FROM activity_execution LIMIT 1").isEmpty());
            journal.note("All is quiet");
        } catch (ConditionTimeoutException e) {
            journal.note("There is no quiet: some executions do not close");
        }
    }
}
