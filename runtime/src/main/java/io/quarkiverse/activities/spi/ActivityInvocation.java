package io.quarkiverse.activities.spi;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.activities.ActivityInfo;

/** One attempt's call of its method, as an {@link ActivityWorkerInterceptor} sees it. */
public interface ActivityInvocation {

    /** {@return what the attempt is about} */
    ActivityInfo info();

    /** {@return the header of the execution, as propagators and client interceptors filled it; read-only, never null} */
    Map<String, String> header();

    /**
     * {@return the arguments of the method, without an {@code ActivityContext} parameter. {@code set} replaces one, for
     * the interceptors that follow and for the method; their number cannot be changed}
     */
    List<Object> arguments();

    /**
     * Goes on to the next interceptor and at last to the method. To be called on the thread that called the
     * interceptor, before the interceptor returns, and once at most.
     *
     * @return what came of it. It never throws: what a method throws is in the stage. For a method that returns a value
     *         it is complete when this returns; for one that returns a {@code Uni} or {@code CompletionStage} it
     *         completes with the value of that, on whatever thread, and the {@code Uni} is subscribed to by then. It is
     *         null for void
     */
    CompletionStage<Object> proceed();
}
