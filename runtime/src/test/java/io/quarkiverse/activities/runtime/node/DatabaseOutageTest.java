package io.quarkiverse.activities.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the log messages about outages in virtual time: a flapping connection does not fill the log. */
class DatabaseOutageTest {

    private static final Logger LOGGER = Logger.getLogger("io.quarkiverse.activities");
    private static final String UNAVAILABLE = "The database is unavailable, activities are stalled: refused."
            + " Retrying until it is back";

    private final LogLines lines = new LogLines();
    private long millis = -5_000; // System.nanoTime() may be negative
    private final DatabaseOutage outage = new DatabaseOutage(this::nanos);

    @BeforeEach
    void listen() {
        LOGGER.addHandler(lines);
    }

    @AfterEach
    void stopListening() {
        LOGGER.removeHandler(lines);
    }

    @Test
    void anOutageIsLoggedWhenItBeginsAndWhenItEnds() {
        reached();
        refused();
        refused();
        assertThat(outage.isOn()).isTrue();
        millis += 42_000;
        refused();
        reached();
        reached();
        assertThat(outage.isOn()).isFalse();
        assertThat(lines.taken()).containsExactly("WARN " + UNAVAILABLE,
                "INFO The database is available again after 42 s, activities continue");
    }

    @Test
    void anAnswerToAnEarlierQuestionDoesNotEndAnOutage() {
        long asked = nanos();
        millis += 10;
        refused();
        outage.over(asked);
        assertThat(outage.isOn()).isTrue();
        reached();
        assertThat(outage.isOn()).isFalse();
    }

    private void reached() {
        outage.over(nanos());
    }

    private long nanos() {
        return millis * 1_000_000;
    }

    @Test
    void aFlappingConnectionIsLoggedOnceInTenSeconds() {
        for (int i = 0; i < 500; i++) { // 50 seconds
            refused();
            millis += 50;
            reached();
            millis += 50;
        }
        assertThat(outage.count()).isEqualTo(500);
        assertThat(lines.taken()).hasSize(10).filteredOn(line -> line.startsWith("WARN")).hasSize(5)
                .first().isEqualTo("WARN " + UNAVAILABLE);
    }

    @Test
    void theOutagesInBetweenAreCountedInTheNextLine() {
        shortOutage();
        shortOutage();
        shortOutage();
        lines.taken();
        millis += 20_000;
        refused();
        assertThat(lines.taken()).containsExactly("WARN " + UNAVAILABLE
                + ". The database was unavailable for a moment 2 more times since the last message about it");
    }

    @Test
    void theOutagesInBetweenAreCountedWhenTheConnectionIsStableAgain() {
        shortOutage();
        shortOutage();
        lines.taken();
        millis += 9_000;
        reached();
        assertThat(lines.taken()).isEmpty();
        millis += 1_000;
        reached();
        reached();
        assertThat(lines.taken())
                .containsExactly("WARN The database was unavailable for a moment 1 more time since the last message about it");
    }

    @Test
    void anOutageThatLastsIsLoggedEvenRightAfterAnother() {
        shortOutage();
        lines.taken();
        refused();
        assertThat(lines.taken()).isEmpty();
        millis += 10_000;
        refused();
        assertThat(lines.taken()).containsExactly("WARN " + UNAVAILABLE);
        millis += 5_000;
        reached();
        assertThat(lines.taken()).containsExactly("INFO The database is available again after 15 s, activities continue");
    }

    private void refused() {
        outage.noticed(new IllegalStateException("refused"));
    }

    private void shortOutage() {
        refused();
        millis += 10;
        reached();
        millis += 10;
    }

    private static final class LogLines extends Handler {

        private final List<String> lines = new ArrayList<>();

        List<String> taken() {
            List<String> taken = List.copyOf(lines);
            lines.clear();
            return taken;
        }

        @Override
        public void publish(LogRecord record) {
            lines.add((record.getLevel().getName().startsWith("WARN") ? "WARN " : "INFO ")
                    + ExtLogRecord.wrap(record).getFormattedMessage());
        }

        @Override
        public void flush() {
        }

        @Override
        public void close() {
        }
    }
}
