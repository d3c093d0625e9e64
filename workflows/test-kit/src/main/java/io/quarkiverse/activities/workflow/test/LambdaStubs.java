package io.quarkiverse.activities.workflow.test;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.activities.ActivityFunction;
import io.quarkiverse.activities.ActivityProcedure;
import io.quarkiverse.activities.workflow.runtime.replay.Stubs;

/** Finds out what lambdas call on the stubs that they are given. */
final class LambdaStubs implements Stubs {

    /** A method that a lambda has called. */
    record Called(Method method, Object[] arguments) {
    }

    /** {@return the only call that the lambda makes on its parameter} */
    static <T> Called capture(Class<T> type, ActivityFunction<T, ?> lambda) {
        List<Called> calls = new ArrayList<>();
        T stub = Proxies.of(type, (proxy, method, arguments) -> {
            calls.add(new Called(method, arguments));
            return null;
        });
        try {
            lambda.apply(stub);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalArgumentException("The lambda threw an exception", e);
        }
        if (calls.size() != 1) {
            throw new IllegalArgumentException("The lambda must call exactly one method on its parameter, but calls "
                    + calls.size());
        }
        return calls.get(0);
    }

    @Override
    public <T, R> RecordedCall record(Class<T> stub, ActivityFunction<T, R> call) {
        Called called = capture(stub, call);
        return CalledMethods.call(stub, called.method(), called.arguments());
    }

    @Override
    public <T> RecordedCall recordSignal(Class<T> stub, ActivityProcedure<T> call) {
        Called called = capture(stub, function(call));
        return new RecordedCall(CalledMethods.signal(stub, called.method()), Void.class, called.arguments(), Returned.NOTHING,
                null);
    }

    static <T> ActivityFunction<T, Void> function(ActivityProcedure<T> call) {
        return stub -> {
            call.apply(stub);
            return null;
        };
    }
}
