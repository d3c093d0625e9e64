package io.quarkiverse.activities.workflow.it.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

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
import io.quarkiverse.activities.it.chaos.SlowDatabase;

/**
 * Tests that workflows of all shapes end once, with the right result, while nodes and the database fail in many ways. What
 * their activities have done is in a ledger, which must agree with every outcome. Has the same settings as {@code ChaosIT}; its
 * short form has fewer failures.
 */
@Isolated("too many processes for anything else")
class WorkflowChaosIT {

    private static final Duration SHORT = Duration.ofSeconds(10);
    private static final int STARTS_PER_SECOND = 10;
    private static final int SIZE = 4;

    private final ChaosRun chaos = new ChaosRun(SHORT);

    @TempDir
    Path directory;

    @Test
    void everyWorkflowEndsOnce() throws Exception {
        new JourneyTrial("chaos-workflows", chaos, STARTS_PER_SECOND, SIZE).run(directory, this::lanes);
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
}
