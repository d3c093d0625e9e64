package io.quarkiverse.activities.runtime.node;

import java.util.List;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkus.arc.All;

/** All who listen to this node. */
@Singleton
public class NodeListeners {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");

    private final List<NodeListener> listeners;

    NodeListeners(@All List<NodeListener> listeners) {
        this.listeners = listeners;
    }

    public void tell(Consumer<NodeListener> news) {
        for (NodeListener listener : listeners) {
            try {
                news.accept(listener);
            } catch (RuntimeException e) {
                LOG.warn("Who only listens must not stop the work", e);
            }
        }
    }
}
