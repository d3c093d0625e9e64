package io.quarkiverse.activities.workflow.runtime.history;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values with names, as they stand in Temporal's JSON. Leaves out what is absent. */
final class Attributes {

    private static final int NANOS = 9;

    private final Map<String, Object> values = new LinkedHashMap<>();

    static Attributes none() {
        return new Attributes();
    }

    static Attributes of(String name, Object value) {
        return none().with(name, value);
    }

    Attributes with(String name, Object value) {
        if (value instanceof Attributes nested) {
            values.put(name, nested.values);
        } else if (value instanceof Duration duration) {
            if (!duration.isZero()) {
                values.put(name, text(duration));
            }
        } else if (value != null && !(value instanceof List<?> list && list.isEmpty())) {
            values.put(name, value);
        }
        return this;
    }

    /** {@return the duration in seconds, such as {@code 1.500s}} */
    private static String text(Duration duration) {
        String seconds = Long.toString(duration.getSeconds());
        if (duration.getNano() == 0) {
            return seconds + "s";
        }
        String nanos = Integer.toString(duration.getNano());
        return seconds + "." + "0".repeat(NANOS - nanos.length()) + nanos + "s";
    }

    Map<String, Object> map() {
        return values;
    }
}
