package io.quarkiverse.activities.spi;

import java.util.concurrent.CompletionStage;

/**
 * Stands around every attempt of every activity on this node, whatever its method returns:
 *
 * <pre>
 * public CompletionStage&lt;Object&gt; execute(ActivityInvocation invocation) {
 *     long begun = System.nanoTime();
 *     return invocation.proceed()
 *             .whenComplete((result, failure) -&gt; record(invocation.info(), System.nanoTime() - begun));
 * }
 * </pre>
 *
 * Every CDI bean of this type takes part. The one with the smallest {@link jakarta.annotation.Priority} value is
 * outermost, as with CDI interceptors; a bean without one counts as 0. With none there is no cost. For a single bean or
 * method a CDI interceptor is enough: those run inside these, in every attempt.
 * <p>
 * The interceptor runs on the attempt's thread: its request scope is active, {@code ActivityContext.current()} is the
 * attempt, and what the {@link ContextPropagator}s restored is in place. An attempt whose arguments cannot be read
 * fails before it gets here.
 */
public interface ActivityWorkerInterceptor {

    /**
     * Runs one attempt, or what is left of it.
     *
     * @return what the attempt ends with: its result, which must fit the result type of the method, or the failure that
     *         is recorded. Return what {@link ActivityInvocation#proceed()} returned, or a stage that follows from it;
     *         a stage that has nothing to do with it if the method shall not run. An exception thrown here is a failed
     *         stage. Where the method is {@code @Transactional}, its result has been recorded in its own transaction
     *         when {@code proceed} returns: neither another result nor a failure from here on changes it
     */
    CompletionStage<Object> execute(ActivityInvocation invocation);
}
