package io.quarkiverse.activities.runtime.interceptor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The order of beans that surround something: the smallest priority value is outermost, as with CDI interceptors. */
final class ByPriority {

    private ByPriority() {
    }

    /** {@return the beans, outermost first} ArC gives them with the highest priority value first. */
    static <T> List<T> outermostFirst(List<T> injected) {
        List<T> ordered = new ArrayList<>(injected);
        Collections.reverse(ordered);
        return ordered;
    }
}
