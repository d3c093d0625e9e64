package io.quarkiverse.activities.spi;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.activities.ActivityInfo;

/** The method call of an attempt, as an {@link ActivityWorkerInterceptor} receives it. */
public interface ActivityInvocation {

    /** {@return the identifiers, times and limits of the attempt} */
    ActivityInfo info();

    /** {@return the header of the execution, with the entries of propagators and client interceptors; read-only, never null} */
    Map<String, String> header();

    /**
     * {@return the arguments of the method, without an {@code ActivityContext} parameter} {@code set} replaces an argument for
     * the following interceptors and for the method. The number of arguments cannot be changed.
     */
    List<Object> arguments();

    /**
     * Calls the next interceptor, or the method after the last one. Call it at most once, on the thread that called the
     * interceptor, and before the interceptor returns. It never throws: an exception of the method is in the stage.
     *
     * @return the outcome of the method. For a method that returns a value, the stage is complete when this method returns. For
     *         a method that returns a {@code Uni} or a {@code CompletionStage}, the stage completes with the value of that, on
     *         any thread; the {@code Uni} is already subscribed to. For a void method, the value is null
     */
    CompletionStage<Object> proceed();
}
