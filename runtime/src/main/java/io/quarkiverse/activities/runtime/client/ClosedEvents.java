package io.quarkiverse.activities.runtime.client;

import java.util.Optional;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.ActivityClosed;
import io.quarkiverse.activities.failure.RecordedFailure;
import io.quarkiverse.activities.runtime.node.Callbacks;
import io.quarkiverse.activities.runtime.node.NodeListener;
import io.quarkiverse.activities.runtime.payload.Failures;
import io.quarkiverse.activities.runtime.payload.Payloads;
import io.quarkiverse.activities.runtime.store.value.ClosedExecution;
import io.quarkiverse.activities.spi.Failure;

/** Fires {@link ActivityClosed} for each execution that this node closes, if the application has an observer. */
@Singleton
public class ClosedEvents implements NodeListener {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");
    /** Observers are resolved by the type of the event, so its values do not matter. */
    private static final ActivityClosed ANY = new ActivityClosed(null, null, null, null, null, Optional.empty(),
            Optional.empty());

    private final Event<ActivityClosed> event;
    private final BeanManager beans;
    private final Payloads payloads;
    private final Callbacks callbacks;
    private volatile boolean observed;

    ClosedEvents(Event<ActivityClosed> event, BeanManager beans, Payloads payloads, Callbacks callbacks) {
        this.callbacks = callbacks;
        this.payloads = payloads;
        this.event = event;
        this.beans = beans;
    }

    /** Checks whether the application observes the event. Executions that close before this call fire no event. */
    public void start() {
        observed = !beans.resolveObserverMethods(ANY).isEmpty();
    }

    @Override
    public void closed(ClosedExecution execution) {
        if (observed) {
            // Not on the calling thread: it still has reports to write, and observers may block
            callbacks.execute(() -> fire(execution));
        }
    }

    private void fire(ClosedExecution closed) {
        Failure failure = closed.outcome().failure();
        ActivityClosed fired = new ActivityClosed(closed.activityId(), closed.runId().toString(), closed.activityType(),
                closed.taskQueue(), closed.status(), Optional.ofNullable(RecordedFailure.of(failure, payloads)),
                Optional.ofNullable(closed.outcome().retryState()));
        event.fireAsync(fired);
        try {
            event.fire(fired);
        } catch (RuntimeException | Error e) {
            LOG.errorf(Failures.printable(e), "An observer of ActivityClosed threw an exception for activity %s (id %s)",
                    fired.activityType(),
                    fired.activityId());
        }
    }
}
