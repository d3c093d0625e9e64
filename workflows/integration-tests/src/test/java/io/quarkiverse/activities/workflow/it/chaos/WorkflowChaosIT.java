package io.quarkiverse.activities.workflow.it.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import io.quarkiverse.activities.it.Database;
import io.quarkiverse.activities.it.chaos.ChaosRun;
import io.quarkiverse.activities.it.chaos.ConnectionsCut;
import io.quarkiverse.activities.it.chaos.DatabaseReadOnly;
import io.quarkiverse.activities.it.chaos.DatabaseRestarted;
import io.quarkiverse.activities.it.chaos.Failover;
import io.quarkiverse.activities.it.chaos.Fleet;
import io.quarkiverse.activities.it.chaos.Lane;
import io.quarkiverse.activities.it.chaos.NetworkDown;
import io.quarkiverse.activities.it.chaos.NodeCutOff;
import io.quarkiverse.activities.it.chaos.NodeFrozen;
import io.quarkiverse.activities.it.chaos.NodeKilled;
import io.quarkiverse.activities.it.chaos.Pace;
import io.quarkiverse.activities.it.chaos.RowsLocked;
import io.quarkiverse.activities.it.chaos.RuleResult;
import io.quarkiverse.activities.it.chaos.SlowDatabase;

/**
 * Tests that workflows of all shapes end once, with the right result, while nodes and the database fail in many ways. What
 * their activities have done is in a ledger, which must agree with every outcome. Has the same settings as {@code ChaosIT}; its
 * short form has fewer failures.
 */
@Isolated("too many processes for anything else")
class WorkflowChaosIT {

    private static final Duration SHORT = Duration.ofSeconds(10);

    private final ChaosRun chaos = new ChaosRun(SHORT);

    @TempDir
    Path directory;

    @Test
    void everyWorkflowEndsOnce() throws Exception {
        System.out.printf("Chaos with workflows, with seed %d for %s%n", chaos.seed(), chaos.duration());
        Random random = new Random(chaos.seed());
        // In a long run, a few activities are lost so often that they would be paused, and nobody is here to unpause them
        try (Fleet fleet = new Fleet(directory, chaos.pace(), chaos.journal(), 0);
                JourneyStarts starts = new JourneyStarts(fleet, new Random(random.nextLong()))) {
            starts.begin();
            int troubles = Lane.all(lanes(fleet, random));
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
            assertThat(starts.started()).hasSizeGreaterThan(50);
        }
    }

    private List<Lane> lanes(Fleet fleet, Random random) {
        return chaos.pace() == Pace.SHORT
                ? List.of(chaos.lane(fleet, random, ChaosRun.SHORT_CALM, new NodeKilled(), new NodeFrozen()),
                        chaos.lane(fleet, random, ChaosRun.LONG_CALM, new ConnectionsCut(), new DatabaseRestarted()))
                : List.of(
                        chaos.lane(fleet, random, ChaosRun.SHORT_CALM, new NodeKilled(), new NodeFrozen(), new NodeCutOff(),
                                new RowsLocked()),
                        chaos.lane(fleet, random, ChaosRun.LONG_CALM, new DatabaseRestarted(), new ConnectionsCut(),
                                new NetworkDown(),
                                new DatabaseReadOnly(), new Failover(), new SlowDatabase()));
    }

    private void report(int troubles, JourneyStarts starts, List<RuleResult> results) throws Exception {
        List<String> lines = new ArrayList<>();
        lines.add(
                "Chaos with workflows, with seed " + chaos.seed() + " for " + chaos.duration() + ": " + troubles + " troubles, "
                        + starts.started().size() + " workflows");
        for (RuleResult result : results) {
            lines.add((result.isKept() ? "kept    " : "BROKEN  ") + result.rule() + " (of " + result.checked() + ")");
            result.violations().stream().limit(20).forEach(violation -> lines.add("        " + violation));
        }
        lines.forEach(System.out::println);
        lines.addAll(chaos.journal().lines());
        Files.write(Database.buildDirectory().resolve("chaos-workflows-report.txt"), lines);
    }
}
