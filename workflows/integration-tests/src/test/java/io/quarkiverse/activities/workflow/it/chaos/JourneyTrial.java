package io.quarkiverse.activities.workflow.it.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;

import io.quarkiverse.activities.it.Database;
import io.quarkiverse.activities.it.chaos.ChaosRun;
import io.quarkiverse.activities.it.chaos.Fleet;
import io.quarkiverse.activities.it.chaos.Lane;
import io.quarkiverse.activities.it.chaos.RuleResult;

/** Starts workflows of all shapes while nodes and the database fail, and compares their outcomes with the ledger. */
final class JourneyTrial {

    private static final int FEWEST = 50;

    private final String name;
    private final ChaosRun chaos;
    private final int startsPerSecond;
    private final int size;

    /** @param size how many steps, children or signals a workflow has */
    JourneyTrial(String name, ChaosRun chaos, int startsPerSecond, int size) {
        this.name = name;
        this.chaos = chaos;
        this.startsPerSecond = startsPerSecond;
        this.size = size;
    }

    /** @param lanes the failures */
    void run(Path directory, BiFunction<Fleet, Random, List<Lane>> lanes) throws Exception {
        System.out.printf("%s, with seed %d for %s and %d starts a second%n", name, chaos.seed(), chaos.duration(),
                startsPerSecond);
        Random random = new Random(chaos.seed());
        // In a long run, a few activities are lost so often that they would be paused, and nobody is here to unpause them
        try (Fleet fleet = new Fleet(directory, chaos.pace(), chaos.journal(), 0);
                JourneyStarts starts = new JourneyStarts(fleet, new Random(random.nextLong()), startsPerSecond, size)) {
            starts.begin();
            int troubles = Lane.all(lanes.apply(fleet, random));
            starts.stop();
            fleet.heal();
            chaos.journal().note("All nodes and the database are healthy again");
            starts.awaitAnswers();
            chaos.awaitAllClosed(fleet,
                    "SELECT run_id FROM workflow_execution UNION ALL SELECT run_id FROM activity_execution LIMIT 1");
            List<RuleResult> results = new ArrayList<>(new JourneyRules(fleet.database(), starts).check());
            results.add(new RuleResult("no node ended that nobody killed", fleet.size(), fleet.endedByThemselves()));
            report(troubles, starts, results);
            assertThat(results).allMatch(RuleResult::isKept);
            assertThat(starts.started()).hasSizeGreaterThan(FEWEST);
        }
    }

    private void report(int troubles, JourneyStarts starts, List<RuleResult> results) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(name + ", with seed " + chaos.seed() + " for " + chaos.duration() + ": " + troubles + " troubles, "
                + starts.started().size() + " workflows; " + starts.skipped()
                + " more were not started, because the nodes had too much to do");
        results.forEach(result -> lines.addAll(result.lines()));
        lines.forEach(System.out::println);
        lines.addAll(chaos.journal().lines());
        Files.write(Database.buildDirectory().resolve(name + "-report.txt"), lines);
    }
}
