package io.quarkiverse.activities.runtime.observe;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the values of a label few, whatever callers make up: those beyond the first so many are all the same. */
final class BoundedValues {

    static final String OTHER = "other";

    private final int limit;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    BoundedValues(int limit) {
        this.limit = limit;
    }

    String of(String value) {
        if (known.contains(value)) {
            return value;
        }
        return known.size() < limit && known.add(value) ? value : OTHER;
    }
}
