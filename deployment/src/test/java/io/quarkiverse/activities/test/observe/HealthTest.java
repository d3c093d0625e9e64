package io.quarkiverse.activities.test.observe;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.test.harness.OnEachDatabase;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;

/** What the health endpoints tell of a node that is well. */
@OnEachDatabase
class HealthTest {

    static final Duration LONG = Duration.ofSeconds(60);

    @RegisterExtension
    static final QuarkusUnitTest APP = app(TestDatabase.current(), "health");

    @Inject
    ActivityClient activities;

    @Inject
    Measured measured;

    @Inject
    StoreTime time;

    @Inject
    DataSource dataSource;

    static QuarkusUnitTest app(TestDatabase database, String name) {
        return database.app(name)
                .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-smallrye-health", Version.getVersion())))
                .overrideConfigKey("quarkus.activities.statistics.interval", "1s")
                .withApplicationRoot(jar -> jar.addClasses(HealthTest.class, Measured.class, TestDatabase.class));
    }

    static ValidatableResponse ready() {
        return RestAssured.get("/q/health/ready").then().root("checks.find { it.name == 'Activities readiness health check' }");
    }

    static ValidatableResponse alive() {
        return RestAssured.get("/q/health/live").then().root("checks.find { it.name == 'Activities liveness health check' }");
    }

    static void await(Runnable assertion) {
        Awaitility.await().atMost(LONG).untilAsserted(assertion::run);
    }

    @Test
    void showsEachQueue() throws Exception {
        ActivityHandle<Void> handle = activities.call(Measured.class, Measured::holds).start();
        CountDownLatch end = Awaitility.await().atMost(LONG).until(() -> measured.held.get(handle.id()),
                held -> held != null);
        await(() -> ready().body("status", equalTo("UP")).body("data.database", equalTo("reachable"))
                .body("data.worker", equalTo("claiming")).body("data.'default.slots'", equalTo(200))
                .body("data.'default.slots-used'", equalTo(1)).body("data.'default.backlog'", equalTo(0)));
        alive().body("status", equalTo("UP"));
        end.countDown();
        handle.result(LONG);
    }

    @Test
    void showsWhatNobodyTakes() {
        await(() -> ready().body("data", allOf(hasKey("default.backlog"), not(hasKey("default.unknown-types")),
                not(hasKey("unserved-queues")))));
        ActivityHandle<String> unknown = activities.call("Unheard", String.class).taskQueue("default").startToCloseTimeout(LONG)
                .start();
        ActivityHandle<String> unserved = activities.call(Measured.class, Measured::succeeds).taskQueue("nobody").start();
        await(() -> ready().body("status", equalTo("UP")).body("data.'default.unknown-types'", equalTo("Unheard"))
                .body("data.'default.backlog'", equalTo(1))
                .body("data.'default.backlog-age-millis'", greaterThanOrEqualTo(10_000))
                .body("data.'unserved-queues'", equalTo("nobody")));
        unknown.terminate("seen");
        unserved.terminate("seen");
    }

    @Test
    void showsAPausedQueue() throws Exception {
        execute("INSERT INTO activity_queue (name, paused) VALUES ('default', TRUE)");
        try {
            await(() -> ready().body("status", equalTo("UP")).body("data.'default.paused'", equalTo(true)));
        } finally {
            execute("DELETE FROM activity_queue WHERE name = 'default'");
        }
        await(() -> ready().body("data", not(hasKey("default.paused"))));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void showsAClockThatIsOff() {
        await(() -> ready().body("data", allOf(hasKey("default.backlog"), not(hasKey("clock-behind-database-millis")))));
        time.move(Duration.ofSeconds(5));
        try {
            await(() -> ready().body("status", equalTo("UP")).body("data.clock-behind-database-millis",
                    greaterThanOrEqualTo(4_000)));
        } finally {
            time.move(Duration.ofSeconds(-5));
        }
    }
}
