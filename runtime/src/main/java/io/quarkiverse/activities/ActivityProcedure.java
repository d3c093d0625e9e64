package io.quarkiverse.activities;

/**
 * Calls an activity method whose result is not used, with its arguments: {@code s -> s.release(order.id)}.
 *
 * @param <T> the activity class or interface
 */
@FunctionalInterface
public interface ActivityProcedure<T> {

    /**
     * Calls exactly one activity method.
     *
     * @param activity a recording stub, which does not run the activity
     */
    void apply(T activity) throws Exception;
}
