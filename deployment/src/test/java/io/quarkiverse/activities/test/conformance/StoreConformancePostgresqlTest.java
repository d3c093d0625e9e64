package io.quarkiverse.activities.test.conformance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.schema.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

class StoreConformancePostgresqlTest extends StoreConformance {

    @RegisterExtension
    static final QuarkusUnitTest APP = app(TestDatabase.POSTGRESQL);

    @Test
    void answersAndShowsWhatTemporalDid() {
        play("postgresql");
    }
}
