package io.quarkiverse.activities.it.chaos;

import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.quarkiverse.activities.runtime.execution.State;

/**
 * Resumes executions that the engine has paused because their attempts were lost so often. They were only on nodes that were
 * killed, which the engine cannot know. Leaves those alone that do end their nodes.
 */
final class Operator implements AutoCloseable {

    private static final String PAUSED = "SELECT activity_id FROM activity_execution WHERE state = " + State.PAUSED.code()
            + " AND activity_type <> '" + ActivityHalts.TYPE + "'";

    private final Fleet fleet;
    private final Random random;
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger resumed = new AtomicInteger();
    private int request;

    Operator(Fleet fleet, Random random) {
        this.fleet = fleet;
        this.random = random;
    }

    void begin() {
        rounds.scheduleWithFixedDelay(this::round, 1, 1, TimeUnit.SECONDS);
    }

    /** {@return how many executions were resumed} */
    int resumed() {
        return resumed.get();
    }

    @Override
    public void close() {
        rounds.shutdownNow();
    }

    private void round() {
        List<String> paused;
        try {
            paused = fleet.database().query(PAUSED);
        } catch (IllegalStateException databaseIsAway) {
            return;
        }
        for (String id : paused) {
            fleet.any(random).node().control("unpause", id, "resume-" + request++).orTimeout(10, TimeUnit.SECONDS)
                    .thenAccept(response -> {
                        if (response.statusCode() == 200) {
                            resumed.incrementAndGet();
                        }
                    });
        }
    }
}
