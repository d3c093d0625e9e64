package io.quarkiverse.activities.test.payload;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.harness.OnEachDatabase;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** Tests values and failures with the default mapper and no codec, and payloads above the limit, in one application. */
@OnEachDatabase
class PayloadTest extends UnregisteredPayloads {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.current().app("payload")
            .withApplicationRoot(jar -> jar.addClasses(TestDatabase.class, PayloadTypesActivities.class,
                    FailureDetailsActivities.class, LimitsActivities.class, UnregisteredActivities.class))
            .setLogRecordPredicate(UnregisteredPayloads::isAboutReflection)
            .assertLogRecords(UnregisteredPayloads::checkWarnings)
            .overrideConfigKey("quarkus.activities.payload.max-size", Limits.MAX_SIZE);
}
