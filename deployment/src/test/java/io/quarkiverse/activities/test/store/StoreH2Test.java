package io.quarkiverse.activities.test.store;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.schema.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

class StoreH2Test extends StoreListing {

    @RegisterExtension
    static final QuarkusUnitTest APP = app(TestDatabase.H2);
}
