package io.quarkiverse.activities.test.node;

import jakarta.inject.Inject;

import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.harness.GatedActivities;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Tests a node on an embedded database with the simple scheduler: its sweep, its timers, rows that it does not know, and its
 * restart and shutdown.
 */
@TestMethodOrder(OrderAnnotation.class)
class EmbeddedNodeTest extends ShutdownGrace {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.H2
            .app("embedded_node", TestDatabase.H2.firstSchema(), UNKNOWN_TYPE, UNKNOWN_QUEUE)
            .withApplicationRoot(jar -> jar.addClasses(SweepTest.class, GatedActivities.class, TestDatabase.class));

    @Inject
    Scheduler scheduler;

    /** Activities keep working if the application pauses its own jobs. */
    @Test
    void timesOutAndRetriesWhileTheJobsOfTheApplicationArePaused() throws Exception {
        scheduler.pause();
        try {
            timesOutAndRetries();
        } finally {
            scheduler.resume();
        }
    }
}
