package io.quarkiverse.activities.workflow;

import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.quarkiverse.activities.workflow.runtime.replay.Promises;

/**
 * A result that a workflow has started to compute. It may be used by workflow code only, and only in its own run.
 * <p>
 * A promise that fails disturbs nobody until its result is asked for. It can be asked any number of times, and throws the
 * same failure each time.
 */
public interface Promise<T> {

    /**
     * Blocks the coroutine until the promise is done. It does not hold a thread for longer than the Workflow Task.
     *
     * @return the result, which may be null
     * @throws RuntimeException the failure: an {@link ActivityFailure}, {@link ChildWorkflowFailure},
     *         {@link io.quarkiverse.activities.failure.CanceledFailure}, or what the code of a coroutine threw
     */
    T get();

    /** {@return whether there is a result or a failure} */
    boolean isDone();

    /** Blocks the coroutine until the promise is done, and returns its failure, or null if it has a result. */
    RuntimeException failure();

    /**
     * Requests the cancellation of what this promise stands for: an activity, a timer, a child workflow, or the code of
     * {@link WorkflowContext#async}, together with everything that this code has started. The effect depends on the
     * cancellation type. Nothing happens if the promise is done.
     *
     * @param reason a text for people, or null
     */
    void cancel(String reason);

    /**
     * {@return the promise of what the function makes of the result} If this promise fails, so does the other. The function
     * must not block.
     */
    <R> Promise<R> thenApply(Function<? super T, ? extends R> function);

    /**
     * {@return the promise of what the function makes of the result, or of the failure} One of its parameters is null. The
     * function runs as soon as this promise is done, before any coroutine that waits for it continues. It must not block.
     */
    <R> Promise<R> handle(BiFunction<? super T, RuntimeException, ? extends R> function);

    /**
     * {@return a promise that is done when all of these have a result, or when the first of them fails} It fails with that
     * failure, and the others continue. As in Temporal, it looks only at what happens from now on: a promise that has failed
     * already counts as done. Get the result of each promise that you need.
     */
    static Promise<Void> allOf(Collection<? extends Promise<?>> promises) {
        return Promises.allOf(promises);
    }

    /**
     * {@return a promise that is done when the first of these is done, with its result or its failure} If several are done
     * already, it is the first in the order of the collection.
     *
     * @throws IllegalArgumentException if there are none
     */
    static <T> Promise<T> anyOf(Collection<? extends Promise<? extends T>> promises) {
        return Promises.anyOf(promises);
    }

    /** {@return the same as {@link #allOf(Collection)}} */
    static Promise<Void> allOf(Promise<?>... promises) {
        return Promises.allOf(List.of(promises));
    }

    /** {@return the same as {@link #anyOf(Collection)}} */
    @SafeVarargs
    @SuppressWarnings("varargs")
    static <T> Promise<T> anyOf(Promise<? extends T>... promises) {
        return Promises.anyOf(List.of(promises));
    }
}
