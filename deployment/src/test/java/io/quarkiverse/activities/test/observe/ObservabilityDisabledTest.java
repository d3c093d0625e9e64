package io.quarkiverse.activities.test.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;

/** Tests that metrics and health checks can be switched off. */
class ObservabilityDisabledTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.H2.app("unobserved")
            .setForcedDependencies(List.of(
                    Dependency.of("io.quarkus", "quarkus-smallrye-health", Version.getVersion()),
                    Dependency.of("io.quarkus", "quarkus-micrometer-registry-prometheus", Version.getVersion())))
            .overrideConfigKey("quarkus.activities.metrics.enabled", "false")
            .overrideConfigKey("quarkus.activities.health.enabled", "false")
            .withApplicationRoot(jar -> jar.addClasses(ObserveActivities.class, Scrape.class, TestDatabase.class));

    @Inject
    ActivityClient activities;

    @Test
    void nothingIsShown() throws Exception {
        activities.call(ObserveActivities.class, ObserveActivities::succeeds).start().result(Duration.ofSeconds(30));
        assertThat(Scrape.now().series().keySet()).noneMatch(series -> series.startsWith("activity_"));
        RestAssured.get("/q/health").then().body("checks.findAll { it.name.startsWith('Activities') }", empty());
    }
}
