package io.quarkiverse.activities.runtime.interceptor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Sorts propagators and interceptors by priority: the smallest value is outermost, as with CDI interceptors. */
final class ByPriority {

    private ByPriority() {
    }

    /** {@return the beans, outermost first} ArC injects them with the highest priority value first. */
    static <T> List<T> outermostFirst(List<T> injected) {
        List<T> ordered = new ArrayList<>(injected);
        Collections.reverse(ordered);
        return ordered;
    }
}
