package io.quarkiverse.activities.workflow.runtime.runner;

import java.util.List;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkus.arc.All;

/** Notifies the {@link RunListener}s. */
@Singleton
public class RunListeners {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");

    private final List<RunListener> listeners;

    RunListeners(@All List<RunListener> listeners) {
        this.listeners = listeners;
    }

    /** Calls each listener. An exception of one listener is logged and does not affect the others. */
    public void tell(Consumer<RunListener> call) {
        for (RunListener listener : listeners) {
            try {
                call.accept(listener);
            } catch (RuntimeException e) {
                LOG.warnf(e, "The listener %s threw an exception; ignoring it", listener.getClass().getName());
            }
        }
    }
}
