package io.quarkiverse.activities.test.conformance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.schema.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

class StoreConformanceH2Test extends StoreConformance {

    @RegisterExtension
    static final QuarkusUnitTest APP = app(TestDatabase.H2);

    @Test
    void answersAndShowsWhatTemporalDid() {
        play("h2");
    }
}
