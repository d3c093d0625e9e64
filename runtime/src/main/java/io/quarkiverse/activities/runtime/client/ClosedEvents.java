package io.quarkiverse.activities.runtime.client;

import java.util.Optional;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.ActivityClosed;
import io.quarkiverse.activities.failure.RecordedFailure;
import io.quarkiverse.activities.runtime.node.NodeListener;
import io.quarkiverse.activities.runtime.payload.Payloads;
import io.quarkiverse.activities.runtime.store.value.ClosedExecution;
import io.quarkiverse.activities.spi.Failure;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** Fires the CDI event for each execution that this node closes, where somebody observes it. */
@Singleton
public class ClosedEvents implements NodeListener {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");
    /** Resolving observers needs an event; what it says does not matter. */
    private static final ActivityClosed ANY = new ActivityClosed(null, null, null, null, null, Optional.empty(),
            Optional.empty());

    private final Event<ActivityClosed> event;
    private final BeanManager beans;
    private final Payloads payloads;
    private volatile boolean observed;

    ClosedEvents(Event<ActivityClosed> event, BeanManager beans, Payloads payloads) {
        this.payloads = payloads;
        this.event = event;
        this.beans = beans;
    }

    /** Looks whether anybody observes the event. Nothing is fired before. */
    public void start() {
        observed = !beans.resolveObserverMethods(ANY).isEmpty();
    }

    @Override
    public void closed(ClosedExecution execution) {
        if (observed) {
            // Not on the thread that tells: it has reports to write, and observers may block
            Infrastructure.getDefaultWorkerPool().execute(() -> fire(execution));
        }
    }

    private void fire(ClosedExecution closed) {
        Failure failure = closed.outcome().failure();
        ActivityClosed told = new ActivityClosed(closed.activityId(), closed.runId().toString(), closed.activityType(),
                closed.taskQueue(), closed.status(), Optional.ofNullable(RecordedFailure.of(failure, payloads)),
                Optional.ofNullable(closed.outcome().retryState()));
        event.fireAsync(told);
        try {
            event.fire(told);
        } catch (RuntimeException e) {
            LOG.errorf(e, "An observer of ActivityClosed failed for activity %s (id %s)", told.activityType(),
                    told.activityId());
        }
    }
}
