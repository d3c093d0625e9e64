package io.quarkiverse.activities.test.store;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.harness.OnEachDatabase;
import io.quarkus.test.QuarkusUnitTest;

@OnEachDatabase
class StoreTest extends StoreClock {

    @RegisterExtension
    static final QuarkusUnitTest APP = app();
}
