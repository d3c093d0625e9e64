package io.quarkiverse.activities.test.observe;

import java.util.List;
import java.util.logging.LogRecord;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** Tests what is logged about executions and attempts. */
class LogTest extends LogContext {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.H2.app("logs")
            .withApplicationRoot(jar -> jar.addClasses(Ending.class, Logged.class, TestDatabase.class))
            .setLogRecordPredicate(record -> isOfAnAttempt(record) || isWarning(record))
            .assertLogRecords(LogTest::check);

    private static void check(List<LogRecord> records) {
        checkLines(records);
        checkEndings(records.stream().filter(EndingLog::isWarning).toList());
    }
}
