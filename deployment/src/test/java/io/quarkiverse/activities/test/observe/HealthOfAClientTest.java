package io.quarkiverse.activities.test.observe;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** A node that only starts activities is ready, and says that it serves nothing. */
class HealthOfAClientTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = HealthTest.app(TestDatabase.H2, "health_client")
            .overrideConfigKey("quarkus.activities.worker.enabled", "false");

    @Test
    void servesNothingAndIsReady() {
        HealthTest.ready().body("status", equalTo("UP")).body("data.worker", equalTo("serves nothing"))
                .body("data", not(hasKey("default.slots")));
        HealthTest.alive().body("status", equalTo("UP"));
    }
}
