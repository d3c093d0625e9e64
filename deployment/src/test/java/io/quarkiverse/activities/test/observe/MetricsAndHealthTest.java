package io.quarkiverse.activities.test.observe;

import java.util.List;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.harness.HealthChecks;
import io.quarkiverse.activities.test.harness.OnEachDatabase;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/** Tests gauges, health checks and the series of the dashboard on a healthy node, in one application. */
@OnEachDatabase
class MetricsAndHealthTest extends Dashboard {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.current().app("observed")
            .setForcedDependencies(List.of(HealthChecks.dependency(),
                    Dependency.of("io.quarkus", "quarkus-micrometer-registry-prometheus", Version.getVersion())))
            .overrideConfigKey("quarkus.activities.statistics.interval", "1s")
            .overrideConfigKey("quarkus.activities.workers.default.slots", "3")
            .withApplicationRoot(jar -> jar.addClasses(ObserveActivities.class, Scrape.class, HealthChecks.class,
                    TestDatabase.class));
}
