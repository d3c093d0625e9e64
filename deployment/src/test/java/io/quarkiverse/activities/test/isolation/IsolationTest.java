package io.quarkiverse.activities.test.isolation;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.harness.OnEachDatabase;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** Boots the application of these tests: four threads in Quarkus's worker pool, a short lease, and a codec that can fail. */
@OnEachDatabase
class IsolationTest extends DamagedRows {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.current().app("isolation")
            .overrideConfigKey("quarkus.thread-pool.max-threads", String.valueOf(THREADS))
            .overrideConfigKey("quarkus.activities.worker.lease", "2s")
            // Heartbeats come in time on a slow machine too, unless something holds them back
            .overrideConfigKey("quarkus.activities.workers." + IsolationActivities.OFTEN
                    + ".max-heartbeat-throttle-interval", "500ms")
            .withApplicationRoot(jar -> jar.addClasses(IsolationActivities.class, FailingCodec.class, TestDatabase.class));
}
