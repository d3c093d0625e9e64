package io.quarkiverse.activities.spi;

import java.util.List;
import java.util.Map;

/**
 * Has a say in every start of an activity: adds to its header, changes its arguments, or refuses it. Every CDI bean of
 * this type takes part. They are called in the order of their {@link jakarta.annotation.Priority} values, smallest
 * first; a bean without one counts as 0. With none there is no cost.
 */
public interface ActivityClientInterceptor {

    /**
     * Called once for each start, on the thread that starts, after the context propagators and before the arguments are
     * checked and written; in the caller's transaction if the start joins it. It must not block where
     * {@code startAsync} is called on an event loop. Whether something was started is not known here: the id may be
     * taken, the transaction may be rolled back.
     * <p>
     * An exception refuses the start and reaches whoever called it, as it is. Of {@code startAll} it refuses all.
     */
    void start(ActivityStart start);

    /** An activity that is about to be started. */
    interface ActivityStart {

        /** {@return the type it is registered under} */
        String activityType();

        /** {@return the id it will have: the caller's, or a generated one} */
        String activityId();

        /** {@return the queue it will wait in} */
        String taskQueue();

        /**
         * {@return its arguments. {@code set} replaces one, for the interceptors that follow and for the method; their
         * number cannot be changed}
         */
        List<Object> arguments();

        /** {@return its header, to read and to add to: attempts see it through {@link ActivityInvocation#header()}} */
        Map<String, String> header();
    }
}
