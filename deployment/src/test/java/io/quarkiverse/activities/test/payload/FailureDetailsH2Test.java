package io.quarkiverse.activities.test.payload;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.schema.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

class FailureDetailsH2Test extends FailureDetailsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.H2.app("failure_details")
            .withApplicationRoot(jar -> jar.addClasses(FailureDetailsTest.class, TestDatabase.class, Failing.class));
}
