package io.quarkiverse.activities.test.engine;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.QuarkusUnitTest;

/** An application that pauses its own jobs does not mean the activities. */
class SweepSchedulerPausedTest extends SweepTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = app("sweep_paused");

    @Inject
    Scheduler scheduler;

    @BeforeEach
    void pause() {
        scheduler.pause();
    }
}
