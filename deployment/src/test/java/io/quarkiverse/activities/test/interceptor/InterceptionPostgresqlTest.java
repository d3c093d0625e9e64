package io.quarkiverse.activities.test.interceptor;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.schema.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

class InterceptionPostgresqlTest extends InterceptionTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.POSTGRESQL.app("interception")
            .withApplicationRoot(jar -> jar.addClasses(InterceptionTest.class, TestDatabase.class, Tracked.class, Tenant.class,
                    Interceptors.class));
}
