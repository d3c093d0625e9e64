package io.quarkiverse.activities.benchmarks.ours;

import java.sql.SQLException;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.activities.benchmarks.contestant.Database;

/** Waits until all started activities are closed. */
@Singleton
public class Completion {

    /** An activity waits or is in progress. Both parts use an index. Ignores the driver's backlog, whose queue sorts last. */
    private static final String UNFINISHED = "EXISTS (SELECT 1 FROM activity_execution WHERE deadline_at IS NOT NULL)"
            + " OR EXISTS (SELECT 1 FROM activity_execution WHERE state = 0 AND task_queue < 'zz')";

    @Inject
    BenchmarkActivities activities;

    /** Whether other nodes run some of the activities that this node starts. */
    @ConfigProperty(name = "shared", defaultValue = "false")
    boolean shared;

    /** Waits until the last activity is closed. Does not poll the database while methods still have to run on this node. */
    void await(long doneBefore, int count) throws InterruptedException, SQLException {
        while (!shared && activities.done() - doneBefore < count) {
            Thread.sleep(1);
        }
        Database.awaitNot(UNFINISHED);
    }
}
