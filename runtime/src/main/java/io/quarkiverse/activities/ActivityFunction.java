package io.quarkiverse.activities;

/**
 * Names an activity method that returns a value, and its arguments: {@code p -> p.charge(order.id, order.amount)}.
 * <p>
 * For a method that returns nothing use {@link ActivityClient#callVoid}; for one that returns a {@code Uni} or a
 * {@code CompletionStage}, {@link ActivityClient#callUni} or {@link ActivityClient#callStage}.
 *
 * @param <T> the activity class or interface
 * @param <R> what the method returns
 */
@FunctionalInterface
public interface ActivityFunction<T, R> {

    /**
     * Calls exactly one activity method and returns what it returns.
     *
     * @param activity a recording stub, which runs nothing
     */
    R apply(T activity) throws Exception;
}
