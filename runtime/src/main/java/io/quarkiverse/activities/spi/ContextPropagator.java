package io.quarkiverse.activities.spi;

import java.util.Map;

/**
 * Passes context, such as a tenant or the name of a user, from the caller that starts an activity to each of its attempts, on
 * whatever node they run. The engine calls every CDI bean of this type, on both sides. The W3C trace context needs no
 * propagator: with {@code quarkus-opentelemetry} in the application, it is passed automatically.
 * <p>
 * The captured entries are stored in the header of the execution for as long as the execution is, and pass through the
 * {@link PayloadCodec}s. They count against the size limit of payloads. Every attempt receives the entries that the start
 * captured.
 * <p>
 * The engine calls propagators in the order of their {@link jakarta.annotation.Priority} values, smallest first. A bean without
 * a priority counts as 0. It closes their scopes in the reverse order. It calls them from many threads at once.
 */
public interface ContextPropagator {

    /** {@return a name for error messages} */
    String name();

    /**
     * Captures the context of the thread that starts an activity. The engine calls it once for each start, before it writes
     * anything about that start. If the start joins the caller's transaction, this method runs in it. If it throws an
     * exception, the start is refused.
     *
     * @return the entries to store; empty or null for none. All propagators and interceptors share one header, so use
     *         unique keys, for example with a prefix such as {@code acme-tenant}. If a key is already in use, the start is
     *         refused
     */
    Map<String, String> capture();

    /**
     * Restores the context for an attempt, on the thread that is about to run the method. The engine calls it for each attempt,
     * even if the start captured nothing, so that it can also clear the context of the thread. If it throws an exception, the
     * attempt fails and is retried according to the retry policy.
     *
     * @param header all entries that the start captured and that interceptors added; read-only
     * @return a scope that undoes the change, or null if there is nothing to undo. The engine closes it on the same thread when
     *         the method has returned, whatever its outcome. A method that returns a {@code Uni} or a {@code CompletionStage}
     *         returns before its work is done; from there, SmallRye Context Propagation passes the context to other threads, as
     *         in any other method
     */
    Scope restore(Map<String, String> header);

    /** Undoes the change of {@link ContextPropagator#restore}. */
    @FunctionalInterface
    interface Scope extends AutoCloseable {

        /** Undoes the change. An exception is logged and does not affect the attempt. */
        @Override
        void close();
    }
}
