package io.quarkiverse.activities.workflow.runtime.runner;

import java.util.concurrent.RejectedExecutionException;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.runtime.node.PlatformThreads;
import io.quarkiverse.activities.runtime.store.value.StoreException;

/** Threads for what follows from commits. If something cannot be done now, the sweep of some node does it. */
final class FollowUpThreads {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");

    private final PlatformThreads threads;

    /** @param most how many transactions may be under way at a time; others wait */
    FollowUpThreads(String name, int most) {
        threads = PlatformThreads.named(name, most);
    }

    void execute(Runnable work) {
        try {
            threads.execute(() -> {
                try {
                    work.run();
                } catch (StoreException e) {
                    LOG.debug("Could not follow up a commit of a workflow; the next sweep does", e);
                }
            });
        } catch (RejectedExecutionException shutdown) {
            LOG.debug("The application is shutting down; the next sweep of a node follows up", shutdown);
        }
    }
}
