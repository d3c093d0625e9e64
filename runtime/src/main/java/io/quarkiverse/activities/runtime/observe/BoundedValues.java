package io.quarkiverse.activities.runtime.observe;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Limits the number of values of a label. After that many different values, each new one is replaced by "other". */
public final class BoundedValues {

    static final String OTHER = "other";

    private final int limit;
    private final Set<String> values = ConcurrentHashMap.newKeySet();

    public BoundedValues(int limit) {
        this.limit = limit;
    }

    /** {@return the value, or "other"} */
    public String of(String value) {
        if (values.contains(value)) {
            return value;
        }
        return added(value) ? value : OTHER;
    }

    private synchronized boolean added(String value) {
        if (values.size() < limit) {
            values.add(value);
        }
        return values.contains(value);
    }
}
