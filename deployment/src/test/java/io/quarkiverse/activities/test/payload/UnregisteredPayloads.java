package io.quarkiverse.activities.test.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.logging.LogRecord;

import org.junit.jupiter.api.Test;

/**
 * Tests the warning about a class that a native image would not know. The build finds the classes of all other payloads in this
 * application.
 */
abstract class UnregisteredPayloads extends Limits {

    static boolean isAboutReflection(LogRecord record) {
        return record.getMessage().contains("not registered for reflection");
    }

    static void checkWarnings(List<LogRecord> records) {
        assertThat(records).singleElement().satisfies(record -> assertThat(record.getParameters()[0])
                .isEqualTo(UnregisteredActivities.Progress.class.getName()))
                .satisfies(record -> assertThat(record.getParameters()[2].toString())
                        .startsWith(" by heartbeat in " + UnregisteredActivities.class.getName())
                        .contains("report(UnregisteredActivities.java:"))
                .satisfies(record -> assertThat(record.getParameters()[3].toString()).contains("@RegisterForReflection"));
    }

    @Test
    void anUnregisteredClassWorksOnTheJvm() throws Exception {
        assertThat(activities.call(UnregisteredActivities.class, UnregisteredActivities::report).start()
                .result(Duration.ofSeconds(30))).isEqualTo("reported");
    }
}
