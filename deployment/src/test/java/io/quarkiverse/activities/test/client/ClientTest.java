package io.quarkiverse.activities.test.client;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.attempt.AttemptScopeActivities;
import io.quarkiverse.activities.test.harness.NamedRow;
import io.quarkiverse.activities.test.harness.OnEachDatabase;
import io.quarkiverse.activities.test.harness.Tables;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Tests activities from the user's point of view: calls, control, signatures and event loops. The tests are a chain of classes,
 * so that they share one application.
 */
@OnEachDatabase
class ClientTest extends EventLoopCalls {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.current().app("client")
            .withApplicationRoot(jar -> jar.addClasses(ClientSignatures.class, ClientActivities.class, ControlActivities.class,
                    EventLoopRoutes.class, AttemptScopeActivities.class, NamedRow.class, Tables.class, TestDatabase.class))
            .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "drop-and-create");
}
