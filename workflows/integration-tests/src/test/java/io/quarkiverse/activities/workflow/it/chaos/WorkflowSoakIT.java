package io.quarkiverse.activities.workflow.it.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import io.quarkiverse.activities.it.chaos.ChaosRun;
import io.quarkiverse.activities.it.chaos.NodeKilled;

/**
 * Tests that workflows of all shapes end once, with the right result, under a steady load, while one of three nodes is killed
 * about every 20 seconds.
 */
@Isolated("too many processes for anything else")
class WorkflowSoakIT {

    private static final Duration SHORT = Duration.ofSeconds(5);
    /** A kill takes five seconds more, on average, until the node is replaced. */
    private static final Duration CALM = Duration.ofSeconds(30);
    private static final int SIZE = 2;

    private final ChaosRun chaos = new ChaosRun(SHORT);

    @TempDir
    Path directory;

    @Test
    void everyWorkflowEndsOnceUnderSteadyLoad() throws Exception {
        new JourneyTrial("soak-workflows", chaos, Integer.getInteger("soak.rate"), SIZE).run(directory,
                (fleet, random) -> List.of(chaos.lane(fleet, random, CALM, new NodeKilled())));
    }
}
