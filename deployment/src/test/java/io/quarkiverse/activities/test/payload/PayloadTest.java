package io.quarkiverse.activities.test.payload;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.harness.OnEachDatabase;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** Tests values and failures with the default mapper, no codec and the default limits, in one application. */
@OnEachDatabase
class PayloadTest extends FailureDetails {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.current().app("payload")
            .withApplicationRoot(jar -> jar.addClasses(TestDatabase.class, PayloadTypesActivities.class,
                    FailureDetailsActivities.class));
}
