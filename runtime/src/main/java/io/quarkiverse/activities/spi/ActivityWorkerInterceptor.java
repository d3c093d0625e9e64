package io.quarkiverse.activities.spi;

import java.util.concurrent.CompletionStage;

/**
 * Intercepts every attempt of every activity on this node, whatever its method returns:
 *
 * <pre>
 * public CompletionStage&lt;Object&gt; execute(ActivityInvocation invocation) {
 *     long begun = System.nanoTime();
 *     return invocation.proceed()
 *             .whenComplete((result, failure) -&gt; record(invocation.info(), System.nanoTime() - begun));
 * }
 * </pre>
 *
 * The engine calls every CDI bean of this type. The one with the smallest {@link jakarta.annotation.Priority} value is
 * outermost, as with CDI interceptors. A bean without a priority counts as 0. Without interceptors, attempts have no overhead.
 * For a single bean or method, use a CDI interceptor: it runs inside these interceptors, in every attempt.
 * <p>
 * The interceptor runs on the thread of the attempt. Its request scope is active, {@code ActivityContext.current()} returns
 * the attempt, and the {@link ContextPropagator}s have restored their context. If the arguments cannot be read, the attempt
 * fails before the interceptor is called.
 */
public interface ActivityWorkerInterceptor {

    /**
     * Runs an attempt, or the remaining interceptors and the method.
     *
     * @return the outcome of the attempt: a result, which must fit the result type of the method, or a failure, which the
     *         engine records. Return the stage of {@link ActivityInvocation#proceed()}, or a stage that depends on it. Return
     *         another stage if the method must not run. An exception thrown by this method counts as a failed stage. If the
     *         method is {@code @Transactional}, its result is recorded in its own transaction before {@code proceed} returns:
     *         another result, or a failure after that, does not change it
     */
    CompletionStage<Object> execute(ActivityInvocation invocation);
}
