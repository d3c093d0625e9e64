package io.quarkiverse.activities.test.scenario;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.schema.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

class MetricsScenariosPostgresqlTest extends MetricsScenarios {

    @RegisterExtension
    static final QuarkusUnitTest APP = app(TestDatabase.POSTGRESQL);
}
