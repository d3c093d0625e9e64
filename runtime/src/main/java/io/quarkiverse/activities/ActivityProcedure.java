package io.quarkiverse.activities;

/**
 * Names an activity method whose result is not used, and its arguments: {@code s -> s.release(order.id)}.
 *
 * @param <T> the activity class or interface
 */
@FunctionalInterface
public interface ActivityProcedure<T> {

    /**
     * Calls exactly one activity method.
     *
     * @param activity a recording stub, which runs nothing
     */
    void apply(T activity) throws Exception;
}
