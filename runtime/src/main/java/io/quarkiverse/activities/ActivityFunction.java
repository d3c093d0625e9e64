package io.quarkiverse.activities;

/**
 * Calls an activity method that returns a value, with its arguments: {@code p -> p.charge(order.id, order.amount)}.
 * <p>
 * For a method that returns nothing, use {@link ActivityClient#callVoid}. For one that returns a {@code Uni} or a
 * {@code CompletionStage}, use {@link ActivityClient#callUni} or {@link ActivityClient#callStage}.
 *
 * @param <T> the activity class or interface
 * @param <R> the return type of the method
 */
@FunctionalInterface
public interface ActivityFunction<T, R> {

    /**
     * Calls exactly one activity method and returns its return value.
     *
     * @param activity a recording stub, which does not run the activity
     */
    R apply(T activity) throws Exception;
}
