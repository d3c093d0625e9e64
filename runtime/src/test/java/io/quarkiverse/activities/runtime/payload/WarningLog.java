package io.quarkiverse.activities.runtime.payload;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jboss.logmanager.ExtLogRecord;

/** Collects what the engine logs. */
final class WarningLog extends Handler {

    private final List<String> messages = new ArrayList<>();

    private WarningLog() {
    }

    /** {@return the messages that the engine logs during an action} */
    static List<String> during(Runnable action) {
        WarningLog log = new WarningLog();
        Logger logger = Logger.getLogger("io.quarkiverse.activities");
        logger.addHandler(log);
        try {
            action.run();
        } finally {
            logger.removeHandler(log);
        }
        return log.messages;
    }

    @Override
    public void publish(LogRecord record) {
        messages.add(ExtLogRecord.wrap(record).getFormattedMessage());
    }

    @Override
    public void flush() {
        // Nothing is buffered
    }

    @Override
    public void close() {
        // Nothing is open
    }
}
