package io.quarkiverse.activities.test.interceptor;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.schema.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

class InterceptionH2Test extends InterceptionTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.H2.app("interception")
            .withApplicationRoot(jar -> jar.addClasses(InterceptionTest.class, TestDatabase.class, Tracked.class, Tenant.class,
                    Interceptors.class));
}
