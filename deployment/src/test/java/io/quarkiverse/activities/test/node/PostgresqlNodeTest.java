package io.quarkiverse.activities.test.node;

import java.util.List;

import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.harness.HealthChecks;
import io.quarkiverse.activities.test.harness.OnPostgresql;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** Tests what a node does only if it shares a server with other nodes, and when its database is away. */
@OnPostgresql
@TestMethodOrder(OrderAnnotation.class)
class PostgresqlNodeTest extends UnhealthyNode {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.POSTGRESQL.app(DATABASE)
            .setForcedDependencies(List.of(HealthChecks.dependency()))
            .withApplicationRoot(jar -> jar.addClasses(HealthChecks.class, NotificationsActivities.class,
                    UnhealthyNode.BlockingListener.class, TestDatabase.class))
            .overrideConfigKey("quarkus.activities.worker.lease", "2s")
            .overrideConfigKey("quarkus.activities.statistics.interval", "1s")
            .overrideConfigKey("quarkus.activities.health.stalled-after", "3s");
}
