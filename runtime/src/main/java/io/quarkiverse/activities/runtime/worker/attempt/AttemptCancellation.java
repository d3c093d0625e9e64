package io.quarkiverse.activities.runtime.worker.attempt;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.CancellationToken;
import io.quarkiverse.activities.runtime.context.CurrentAttempt;
import io.quarkiverse.activities.runtime.payload.Failures;

/** Tracks whether an attempt should stop, and runs the actions that it has registered for that. */
public final class AttemptCancellation implements CancellationToken {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");

    private final ActivityContext attempt;
    private final boolean interruptible;
    private final Executor callbacks;
    private final List<Runnable> actions = new ArrayList<>();
    private Thread interrupted;
    private boolean requested;
    private boolean ended;

    /** @param interruptible whether the database tolerates the interruption of a thread that is using it */
    public AttemptCancellation(ActivityContext attempt, boolean interruptible, Executor callbacks) {
        this.callbacks = callbacks;
        this.attempt = attempt;
        this.interruptible = interruptible;
    }

    @Override
    public synchronized boolean isRequested() {
        return requested;
    }

    @Override
    public void onRequested(Runnable action) {
        synchronized (this) {
            if (ended) {
                return;
            }
            if (!requested) {
                actions.add(action);
                return;
            }
        }
        run(action);
    }

    @Override
    public synchronized void interruptOnRequest() {
        if (!interruptible || ended) {
            return;
        }
        interrupted = Thread.currentThread();
        if (requested) {
            interrupted.interrupt();
        }
    }

    /** Requests that the attempt stops. Does not block: actions run as callbacks. */
    public synchronized void request() {
        if (requested || ended) {
            return;
        }
        requested = true;
        if (interrupted != null) {
            interrupted.interrupt();
        }
        for (Runnable action : actions) {
            callbacks.execute(() -> run(action));
        }
        actions.clear();
    }

    /**
     * Clears the interruption of the thread whose method has returned, so that it affects neither the report nor the next
     * attempt, whether a request or the method itself has interrupted it.
     */
    public synchronized void methodReturned() {
        Thread.interrupted();
        interrupted = null;
    }

    /** Records that the attempt has ended. Drops the registered actions. */
    public synchronized void end() {
        ended = true;
        interrupted = null;
        actions.clear();
    }

    private void run(Runnable action) {
        try (CurrentAttempt.Scope current = CurrentAttempt.enter(attempt)) {
            action.run();
        } catch (RuntimeException | Error e) {
            LOG.errorf(Failures.printable(e), "A cancellation action of activity %s (id %s, run %s) failed",
                    attempt.info().activityType(),
                    attempt.info().activityId(), attempt.info().runId());
        }
    }
}
