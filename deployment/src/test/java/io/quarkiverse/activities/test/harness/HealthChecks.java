package io.quarkiverse.activities.test.harness;

import java.time.Duration;

import org.awaitility.Awaitility;

import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;

/** Reads the health checks of activities. */
public final class HealthChecks {

    private HealthChecks() {
    }

    /** {@return the dependency that adds the health endpoints to an application} */
    public static Dependency dependency() {
        return Dependency.of("io.quarkus", "quarkus-smallrye-health", Version.getVersion());
    }

    public static ValidatableResponse ready() {
        return RestAssured.get("/q/health/ready").then().root("checks.find { it.name == 'Activities readiness health check' }");
    }

    public static ValidatableResponse alive() {
        return RestAssured.get("/q/health/live").then().root("checks.find { it.name == 'Activities liveness health check' }");
    }

    public static void await(Runnable assertion) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(assertion::run);
    }
}
