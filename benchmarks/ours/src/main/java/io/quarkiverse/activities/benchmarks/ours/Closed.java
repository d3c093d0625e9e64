package io.quarkiverse.activities.benchmarks.ours;

import java.sql.SQLException;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.activities.benchmarks.contestant.Database;

/** Waits for the end of what was started. */
@Singleton
public class Closed {

    /** Waiting or in progress, both by an index: what the driver put aside in a last queue does not count. */
    private static final String UNFINISHED = "EXISTS (SELECT 1 FROM activity_execution WHERE deadline_at IS NOT NULL)"
            + " OR EXISTS (SELECT 1 FROM activity_execution WHERE state = 0 AND task_queue < 'zz')";

    @Inject
    Jobs jobs;

    /** Whether other nodes run some of what this one starts. */
    @ConfigProperty(name = "shared", defaultValue = "false")
    boolean shared;

    /** Waits until the last is closed. While methods are still to run here, no statement needs to ask. */
    void await(long doneBefore, int activities) throws InterruptedException, SQLException {
        while (!shared && jobs.done() - doneBefore < activities) {
            Thread.sleep(1);
        }
        Database.awaitNot(UNFINISHED);
    }
}
