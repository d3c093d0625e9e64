package io.quarkiverse.activities.workflow.runtime.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

import io.quarkiverse.activities.workflow.Promise;

/** A promise of a run. */
final class PromiseState<T> implements Promise<T> {

    /** Null for a promise that was done from the beginning. */
    private final Core core;
    /** Cancels what the promise stands for; takes the reason. */
    private Consumer<String> canceller;
    private List<Runnable> callbacks = new ArrayList<>();
    private boolean done;
    private T value;
    private RuntimeException failure;

    PromiseState(Core core) {
        this.core = core;
        this.canceller = reason -> {
        };
    }

    Core core() {
        return core;
    }

    PromiseState<T> cancelledBy(Consumer<String> newCanceller) {
        canceller = newCanceller;
        return this;
    }

    /** Completes the promise, unless it is done. */
    void complete(T newValue) {
        end(newValue, null);
    }

    /** Fails the promise, unless it is done. */
    void fail(RuntimeException newFailure) {
        end(null, newFailure);
    }

    private void end(T newValue, RuntimeException newFailure) {
        if (done) {
            return;
        }
        done = true;
        value = newValue;
        failure = newFailure;
        List<Runnable> told = callbacks;
        callbacks = null;
        told.forEach(Runnable::run);
    }

    /** Runs the callback when the promise is done, or at once if it is. */
    void whenDone(Runnable callback) {
        if (done) {
            callback.run();
        } else {
            callbacks.add(callback);
        }
    }

    @Override
    public T get() {
        await();
        if (failure != null) {
            throw failure;
        }
        return value;
    }

    @Override
    public boolean isDone() {
        return done;
    }

    @Override
    public RuntimeException failure() {
        await();
        return failure;
    }

    private void await() {
        if (core != null) {
            core.check();
        }
        if (!done) {
            core.block(() -> done);
        }
    }

    /** {@return the failure of a promise that is done, or null} */
    RuntimeException knownFailure() {
        return failure;
    }

    T knownValue() {
        return value;
    }

    @Override
    public void cancel(String reason) {
        if (!done) {
            core.checkChange();
            canceller.accept(reason);
        }
    }

    @Override
    public <R> Promise<R> thenApply(Function<? super T, ? extends R> function) {
        return handle((result, failed) -> {
            if (failed != null) {
                throw failed;
            }
            return function.apply(result);
        });
    }

    @Override
    public <R> Promise<R> handle(BiFunction<? super T, RuntimeException, ? extends R> function) {
        PromiseState<R> derived = new PromiseState<R>(core).cancelledBy(reason -> {
            if (!done) {
                canceller.accept(reason);
            }
        });
        whenDone(() -> {
            R result;
            try {
                result = function.apply(value, failure);
            } catch (RuntimeException e) {
                derived.fail(e);
                return;
            }
            derived.complete(result);
        });
        return derived;
    }
}
