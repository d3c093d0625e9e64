package io.quarkiverse.activities.test.build;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/** Tests the definitions of an application: how they are found, what is generated for them, and which are doubtful. */
class DefinitionsTest extends StartWarnings {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Discovery.class, Registration.class, StartWarnings.class))
            .overrideConfigKey("quarkus.http.test-port", "0")
            .overrideConfigKey("quarkus.datasource.db-kind", "h2")
            .overrideConfigKey("quarkus.datasource.jdbc.url", "jdbc:h2:file:./target/h2/definitions")
            .overrideConfigKey("charge.timeout", "30s")
            .overrideConfigKey("quarkus.activities.types.Nowhere.priority", "1")
            .overrideConfigKey("quarkus.activities.types.Bounded.schedule-to-close-timeout", "1h")
            .overrideConfigKey("quarkus.activities.workers.default.types", "Nobody")
            .overrideConfigKey("quarkus.activities.worker.queues", "default,empty")
            .overrideConfigKey("quarkus.activities.worker.own-queue.enabled", "true")
            .overrideConfigKey("quarkus.activities.worker.own-queue.name", "own")
            .setLogRecordPredicate(StartWarnings::isWarning)
            .assertLogRecords(StartWarnings::check);
}
