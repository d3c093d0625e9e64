package io.quarkiverse.activities.it.chaos;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;

import org.awaitility.core.ConditionTimeoutException;

/** Waits for what must follow a trouble. */
final class Progress {

    /** Other troubles go on in the meantime: all nodes may have to be replaced. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration POLL = Duration.ofMillis(500);

    private Progress() {
    }

    /** {@return whether the condition becomes true in time} An exception means that it is not true yet. */
    static boolean comes(Callable<Boolean> condition) {
        try {
            await().atMost(PATIENCE).pollInterval(POLL).ignoreExceptions().until(condition);
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    /** {@return whether executions are closed from now on} */
    static boolean resumes(Fleet fleet) {
        long[] before = { -1 };
        return comes(() -> {
            long closed = Long.parseLong(fleet.database().query("SELECT count(*) FROM activity_execution_closed").get(0));
            if (before[0] < 0) {
                before[0] = closed;
            }
            return closed > before[0];
        });
    }
}
