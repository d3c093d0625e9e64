package io.quarkiverse.activities.runtime.client.handle;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.ActivityInfo;

/**
 * Warns about attempts that wait for an execution of their own Task Queue. They hold slots that the execution may need. Once
 * such attempts hold all slots, none of them can continue. Each Activity Type is reported once.
 */
final class SameQueueWaits {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");

    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    /**
     * @param attempt the attempt that waits, or null if the caller is not an attempt
     * @param awaitedQueue the Task Queue of the awaited execution, or null if it is not known
     */
    void check(ActivityContext attempt, String awaitedQueue) {
        if (attempt == null || awaitedQueue == null) {
            return;
        }
        ActivityInfo waiting = attempt.info();
        if (awaitedQueue.equals(waiting.taskQueue()) && warned.add(waiting.activityType())) {
            LOG.warnf(
                    "Activity %s (id %s) waits for an execution of its own Task Queue '%s'. When all slots are taken by"
                            + " attempts that wait like this, the executions that they wait for never run. Start the execution"
                            + " and return, or bind one of the two to another Task Queue",
                    waiting.activityType(), waiting.activityId(), awaitedQueue);
        }
    }
}
