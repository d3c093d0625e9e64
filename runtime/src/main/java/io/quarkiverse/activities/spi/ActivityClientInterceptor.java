package io.quarkiverse.activities.spi;

import java.util.List;
import java.util.Map;

/**
 * Intercepts every start of an activity: it can add to the header, change arguments or refuse the start. The engine calls every
 * CDI bean of this type, in the order of their {@link jakarta.annotation.Priority} values, smallest first. A bean without a
 * priority counts as 0. Without interceptors, starts have no overhead.
 */
public interface ActivityClientInterceptor {

    /**
     * Intercepts a start. The engine calls this method once for each start, on the thread of the caller, after the context
     * propagators and before it checks and writes the arguments. If the start joins the caller's transaction, this method runs
     * in it. It must not block if {@code startAsync} is called on an event loop. The method cannot know whether an execution
     * starts: the Activity Id may be taken, or the transaction may be rolled back.
     * <p>
     * If this method throws an exception, the start is refused, and the caller receives that exception. In {@code startAll},
     * all starts are refused.
     */
    void start(ActivityStart start);

    /** An activity that is about to be started. */
    interface ActivityStart {

        /** {@return the Activity Type} */
        String activityType();

        /** {@return the Activity Id: the caller's, or a generated one} */
        String activityId();

        /** {@return the Task Queue} */
        String taskQueue();

        /**
         * {@return the arguments} {@code set} replaces an argument for the following interceptors and for the method. The
         * number of arguments cannot be changed.
         */
        List<Object> arguments();

        /** {@return the header, which you can read and add to} Attempts read it with {@link ActivityInvocation#header()}. */
        Map<String, String> header();
    }
}
