package io.quarkiverse.activities.runtime.client.handle;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.ActivityInfo;

/**
 * Warns of attempts that wait for an execution of their own Task Queue: they hold slots that it may need, and once they hold
 * all of them nothing goes on.
 */
final class SameQueueWaits {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");

    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    /**
     * @param attempt the attempt that waits, or null where no attempt does
     * @param awaitedQueue the Task Queue of the awaited execution, or null where it is not known
     */
    void check(ActivityContext attempt, String awaitedQueue) {
        if (attempt == null || awaitedQueue == null) {
            return;
        }
        ActivityInfo waiting = attempt.info();
        if (awaitedQueue.equals(waiting.taskQueue()) && warned.add(waiting.activityType())) {
            LOG.warnf(
                    "Activity %s (id %s) waits for an execution of its own Task Queue '%s'. When all slots are taken by attempts"
                            + " that wait like this, none is left for what they wait for. Start it and return, or bind one of the two to"
                            + " another Task Queue",
                    waiting.activityType(), waiting.activityId(), awaitedQueue);
        }
    }
}
