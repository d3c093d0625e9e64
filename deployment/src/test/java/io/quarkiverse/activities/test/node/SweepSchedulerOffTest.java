package io.quarkiverse.activities.test.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/** Tests that activities work if the application disables the scheduler, and that this is logged once. */
class SweepSchedulerOffTest extends SweepTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = app("sweep_off")
            .overrideConfigKey("quarkus.scheduler.enabled", "false")
            .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.WARNING.intValue()
                    && record.getLoggerName().startsWith("io.quarkiverse.activities"))
            .assertLogRecords(records -> assertThat(records).extracting(LogRecord::getMessage)
                    .filteredOn(message -> message.contains("scheduler")).singleElement().asString()
                    .contains("scheduler is off", "quarkus.scheduler.enabled"));
}
