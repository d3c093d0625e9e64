package io.quarkiverse.activities.test.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class FileWithDefaultsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.datasource.db-kind", "h2")
            .overrideConfigKey("quarkus.datasource.jdbc.url", "jdbc:h2:file:./target/h2/delayed")
            .setLogRecordPredicate(record -> record.getLevel() == Level.WARNING
                    || record.getLevel().getName().equals("WARN"))
            .assertLogRecords(records -> assertThat(records)
                    .anySatisfy(record -> assertThat(record.getMessage()).contains("Add ;WRITE_DELAY=0 to its URL"))
                    .anySatisfy(record -> assertThat(record.getMessage()).contains("Add ;DB_CLOSE_ON_EXIT=FALSE to its URL")));

    @Test
    void logsAWarning() {
    }
}
