package io.quarkiverse.activities;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of a CDI bean, or of an interface that a CDI bean implements, as an <em>Activity Definition</em>: a method
 * that the engine runs durably. A class without a scope annotation becomes a {@code @Singleton}.
 * <p>
 * You start an execution with {@link ActivityClient}. It is stored in the application's database until it closes, and
 * survives restarts and crashes. When an attempt fails or times out, the engine retries it according to the {@link #retry()
 * retry policy}. If the application crashes during an attempt, that attempt times out and is retried. A method can therefore
 * run more than once for one execution. Make it idempotent, or {@code @Transactional} (its writes and its completion then
 * commit together), or allow a single attempt.
 * <p>
 * Timeouts are durations as in any Quarkus configuration: {@code 30s}, {@code 10m}, {@code PT1H}, or a property expression such
 * as {@code ${charge.timeout}}. An empty timeout is not set. You must set {@link #startToCloseTimeout()} or
 * {@link #scheduleToCloseTimeout()}: here, in the configuration, or on the call.
 * <p>
 * Each option is resolved separately: the call wins over the configuration of the type,
 * {@code quarkus.activities.types."Type".…}, which wins over this annotation.
 * <p>
 * An {@link ActivityContext} parameter is injected and does not count as an argument. The method may return a value, nothing, a
 * {@code Uni} or a {@code CompletionStage}. Whatever it returns, the engine calls it on a thread that may block: a virtual
 * thread on JDK 24 and later, and otherwise a thread of a pool of the engine. {@code @RunOnVirtualThread} selects a virtual
 * thread if the JDK has them, and {@code @Blocking} a thread of the pool. {@code @NonBlocking} has no effect.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Activity {

    /** {@return the Activity Type} Empty, the default, means the name of the method with its first letter in upper case. */
    String name() default "";

    /**
     * {@return the Task Queue that this definition is bound to; may be a property expression} Empty, the default, means the
     * {@link TaskQueue} of the class, or {@code quarkus.activities.task-queue} if the class has none. The property
     * {@code quarkus.activities.types."Type".task-queue} overrides it.
     */
    String taskQueue() default "";

    /**
     * {@return how long one attempt may take} An attempt that exceeds it is retried according to the retry policy. Empty, the
     * default, means {@link #scheduleToCloseTimeout()}.
     */
    String startToCloseTimeout() default "";

    /**
     * {@return how long the execution may take, including all attempts and backoffs} An execution that exceeds it is not
     * retried. Empty, the default, means no limit.
     */
    String scheduleToCloseTimeout() default "";

    /**
     * {@return how long each attempt may wait for a worker} An execution that exceeds it is not retried. Empty, the default,
     * means {@link #scheduleToCloseTimeout()}.
     */
    String scheduleToStartTimeout() default "";

    /**
     * {@return the longest time between two heartbeats of an attempt} An attempt that exceeds it is retried according to the
     * retry policy. Empty, the default, means that heartbeats are not required.
     */
    String heartbeatTimeout() default "";

    /** {@return how the engine retries attempts that fail or time out; by default indefinitely, with a growing backoff} */
    RetryPolicy retry() default @RetryPolicy;

    /**
     * {@return the Activity Type to start when an execution closes without a result: failed, timed out, canceled or terminated}
     * Empty, the default, means none. The follow-up starts in the transaction that closes the execution, on whichever node that
     * happens: exactly once for each execution, even if a node crashes. The type must be defined in the same application. Its
     * method takes one {@link FailedExecution}, or nothing.
     */
    String onFailure() default "";
}
