package io.quarkiverse.activities.workflow.runtime.replay;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

import io.quarkiverse.activities.workflow.Promise;

/** Combines promises. */
public final class Promises {

    private Promises() {
    }

    /** See {@link Promise#allOf(Collection)}. */
    public static Promise<Void> allOf(Collection<? extends Promise<?>> promises) {
        if (promises.isEmpty()) {
            PromiseState<Void> none = new PromiseState<>(null);
            none.complete(null);
            return none;
        }
        List<PromiseState<?>> states = states(promises);
        PromiseState<Void> all = new PromiseState<>(core(states));
        long[] open = { states.stream().filter(state -> !state.isDone()).count() };
        for (PromiseState<?> state : states) {
            if (!state.isDone()) {
                state.whenDone(() -> {
                    if (state.knownFailure() != null) {
                        all.fail(state.knownFailure());
                    } else if (--open[0] == 0) {
                        all.complete(null);
                    }
                });
            }
        }
        if (open[0] == 0) {
            all.complete(null);
        }
        return cancelling(all, states);
    }

    /** See {@link Promise#anyOf(Collection)}. */
    @SuppressWarnings("unchecked")
    public static <T> Promise<T> anyOf(Collection<? extends Promise<? extends T>> promises) {
        List<PromiseState<?>> states = states(promises);
        PromiseState<T> any = new PromiseState<>(core(states));
        for (PromiseState<?> state : states) {
            state.whenDone(() -> {
                if (state.knownFailure() != null) {
                    any.fail(state.knownFailure());
                } else {
                    any.complete((T) state.knownValue());
                }
            });
        }
        return cancelling(any, states);
    }

    /** {@return the run, or null if all promises are of an empty {@code allOf}, which belongs to none} */
    private static Core core(List<PromiseState<?>> states) {
        return states.stream().map(PromiseState::core).filter(Objects::nonNull).findFirst().orElse(null);
    }

    private static List<PromiseState<?>> states(Collection<? extends Promise<?>> promises) {
        if (promises.isEmpty()) {
            throw new IllegalArgumentException("There must be at least one promise");
        }
        return promises.stream().<PromiseState<?>> map(promise -> (PromiseState<?>) promise).toList();
    }

    private static <T> PromiseState<T> cancelling(PromiseState<T> combined, List<PromiseState<?>> states) {
        return combined.cancelledBy(reason -> states.forEach(state -> state.cancel(reason)));
    }
}
