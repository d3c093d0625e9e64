package io.quarkiverse.activities.spi;

import java.util.Map;

/**
 * Carries a piece of context, such as a tenant or a user's name, from whoever starts an activity to each of its
 * attempts, on whatever node they run. Every CDI bean of this type takes part, on both sides. The W3C trace context
 * needs none: with {@code quarkus-opentelemetry} in the application it travels by itself.
 * <p>
 * What is captured is kept with the execution, in its header, for as long as the execution is, and passes through the
 * {@link PayloadCodec}s. It counts against the size limit of payloads. Every attempt sees what the start captured.
 * <p>
 * Propagators are called in the order of their {@link jakarta.annotation.Priority} values, smallest first; a bean
 * without one counts as 0. Their scopes are closed in the reverse order. They are called by many threads at once.
 */
public interface ContextPropagator {

    /** {@return a name for error messages} */
    String name();

    /**
     * Looks at the context of the thread that starts an activity. Called once for each start, before anything of it is
     * written; in the caller's transaction if the start joins it. An exception refuses the start.
     *
     * @return the entries to keep; empty or null for none. All propagators and interceptors share one header, so choose
     *         keys that nobody else uses, as HTTP headers would be named: a key that is taken refuses the start
     */
    Map<String, String> capture();

    /**
     * Puts the context in place for an attempt, on the thread that is about to run the method. Called for each attempt,
     * also where the start captured nothing, so that the thread can be cleared of what it does not need. An exception
     * fails the attempt, which is retried by policy.
     *
     * @param header all that was captured at the start and added by interceptors, read-only
     * @return what undoes it, closed on the same thread when the method has returned, whatever came of it; null for
     *         nothing to undo. A method that returns a {@code Uni} or a {@code CompletionStage} has returned before its
     *         work is done: there the context goes on where SmallRye Context Propagation carries it to other threads,
     *         as from any other method
     */
    Scope restore(Map<String, String> header);

    /** Undoes what was put in place. */
    @FunctionalInterface
    interface Scope extends AutoCloseable {

        /** An exception is logged and changes nothing for the attempt. */
        @Override
        void close();
    }
}
