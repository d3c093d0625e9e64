package io.quarkiverse.activities.test.engine;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class SweepSchedulerTest extends SweepTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = app("sweep");
}
