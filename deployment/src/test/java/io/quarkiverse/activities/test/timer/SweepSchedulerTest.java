package io.quarkiverse.activities.test.timer;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.QuarkusUnitTest;

class SweepSchedulerTest extends SweepTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = app("sweep");

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
