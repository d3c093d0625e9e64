package io.quarkiverse.activities.runtime.payload;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Describes a Java type to the user of a form. */
public final class TypeView {

    private static final int DEPTH = 4;

    private TypeView() {
    }

    /** {@return the name without packages: {@code List<Order>}} */
    public static String name(Type type) {
        return type.getTypeName().replaceAll("[\\w.]+\\.", "").replace('$', '.');
    }

    /** {@return a sample value of the type for a JSON form; never null, so that every argument has a place in the list} */
    public static Object example(Type type) {
        Object example = example(type, 0);
        return example == null ? Map.of() : example;
    }

    private static Object example(Type type, int depth) {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            return Collection.class.isAssignableFrom(raw) ? list(generic.getActualTypeArguments()[0], depth)
                    : example(raw, depth);
        }
        if (!(type instanceof Class<?> raw) || depth > DEPTH) {
            return null;
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return false;
        }
        if (raw.isPrimitive() && raw != char.class || Number.class.isAssignableFrom(raw)) {
            return 0;
        }
        if (CharSequence.class.isAssignableFrom(raw)) {
            return "";
        }
        if (raw.isEnum()) {
            return raw.getEnumConstants().length == 0 ? null : ((Enum<?>) raw.getEnumConstants()[0]).name();
        }
        if (raw.isArray()) {
            return list(raw.getComponentType(), depth);
        }
        return raw.isRecord() ? record(raw, depth) : null;
    }

    private static List<Object> list(Type element, int depth) {
        Object example = example(element, depth + 1);
        return example == null ? List.of() : List.of(example);
    }

    private static Map<String, Object> record(Class<?> type, int depth) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            values.put(component.getName(), example(component.getGenericType(), depth + 1));
        }
        return values;
    }
}
