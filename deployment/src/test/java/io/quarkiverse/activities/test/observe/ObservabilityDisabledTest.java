package io.quarkiverse.activities.test.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;

/** Tests that metrics, health checks and spans can be switched off. */
class ObservabilityDisabledTest extends TraceContext {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.H2.app("unobserved")
            .setForcedDependencies(List.of(
                    Dependency.of("io.quarkus", "quarkus-smallrye-health", Version.getVersion()),
                    Dependency.of("io.quarkus", "quarkus-micrometer-registry-prometheus", Version.getVersion()),
                    Dependency.of("io.quarkus", "quarkus-opentelemetry", Version.getVersion())))
            .overrideConfigKey("quarkus.otel.traces.exporter", "none")
            .overrideConfigKey("quarkus.activities.tracing.enabled", "false")
            .overrideConfigKey("quarkus.activities.metrics.enabled", "false")
            .overrideConfigKey("quarkus.activities.health.enabled", "false")
            .withApplicationRoot(
                    jar -> jar.addClasses(ObserveActivities.class, Traced.class, Scrape.class, TestDatabase.class));

    @Test
    void nothingIsShown() throws Exception {
        activities.call(ObserveActivities.class, ObserveActivities::succeeds).start().result(Duration.ofSeconds(30));
        assertThat(Scrape.now().series().keySet()).noneMatch(series -> series.startsWith("activity_"));
        RestAssured.get("/q/health").then().body("checks.findAll { it.name.startsWith('Activities') }", empty());
    }
}
