package io.quarkiverse.activities;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of a CDI bean, or of an interface that a CDI bean implements, an <em>Activity Definition</em>: a method that
 * runs durably. A class without a scope annotation becomes a {@code @Singleton}.
 * <p>
 * An execution is started with {@link ActivityClient}. It is kept in the application's database until it closes, survives
 * restarts and crashes, and is attempted again by its {@link #retry() retry policy} when an attempt fails or times out. After a
 * crash an attempt that was running is timed out and retried, so a method may run more than once for one execution: it must be
 * idempotent, be {@code @Transactional} (then its writes and its completion commit together), or allow one attempt only.
 * <p>
 * Timeouts are durations as everywhere in Quarkus configuration: {@code 30s}, {@code 10m}, {@code PT1H}, or a property
 * expression such as {@code ${charge.timeout}}. Empty means "not set". One of {@link #startToCloseTimeout()} and
 * {@link #scheduleToCloseTimeout()} must be set here, in the configuration, or by the call.
 * <p>
 * Options are farther here than in the configuration of the type, {@code quarkus.activities.types."Type".…}, and than those of
 * the call; each of them is looked for singly.
 * <p>
 * An {@link ActivityContext} parameter is injected and is no part of the arguments. The method may return a value, nothing, a
 * {@code Uni} or a {@code CompletionStage}. It is called on a thread that may block, whatever it returns: a virtual one from
 * JDK 24 on, else one of a pool of the engine. {@code @RunOnVirtualThread} asks for a virtual thread where the JDK has them,
 * {@code @Blocking} for one of the pool; {@code @NonBlocking} changes nothing.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Activity {

    /**
     * {@return the Activity Type; empty, the default, means the method's name with its first letter in upper case}
     */
    String name() default "";

    /**
     * {@return the Task Queue this definition is bound to, may be a property expression; empty, the default, means the
     * {@link TaskQueue} of the class, else {@code quarkus.activities.task-queue}.
     * {@code quarkus.activities.types."Type".task-queue} moves it}
     */
    String taskQueue() default "";

    /**
     * {@return how long one attempt may take; retried by policy when it expires. Empty means
     * {@link #scheduleToCloseTimeout()}}
     */
    String startToCloseTimeout() default "";

    /**
     * {@return how long the execution may take with all its attempts and backoffs; never retried. Empty means no limit}
     */
    String scheduleToCloseTimeout() default "";

    /**
     * {@return how long each attempt may wait for a worker; never retried. Empty means {@link #scheduleToCloseTimeout()}}
     */
    String scheduleToStartTimeout() default "";

    /**
     * {@return how long an attempt may be silent between two heartbeats; retried by policy when it expires. Empty means that
     * heartbeats are not required}
     */
    String heartbeatTimeout() default "";

    /** {@return how failed and timed-out attempts are retried; by default for ever, with a growing backoff} */
    RetryPolicy retry() default @RetryPolicy;

    /**
     * {@return the Activity Type that is started when an execution closes without a result: failed, timed out, canceled or
     * terminated; empty, the default, for none} The start is part of the transaction that closes the execution, on whichever
     * node that happens: once for each, and never lost in a crash. The type must be defined in the same application; its method
     * takes one {@link FailedExecution}, or nothing.
     */
    String onFailure() default "";
}
