package io.quarkiverse.activities.runtime.payload;

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;

import io.quarkiverse.activities.failure.PayloadConversionException;

/**
 * Refuses values that could be written but never read again, such as a sealed type without type information. The type of a
 * value is checked with the first value of its class. An application's own mapper may also limit the length of what it reads,
 * so each payload that it has written is checked.
 */
final class ReadBack {

    /** Limits the memory for applications that generate classes. Beyond it, every value is checked. */
    private static final int MAXIMUM_TYPES = 1_000;

    private final ObjectMapper mapper;
    private final boolean mayHaveLimits;
    private final ReflectionWatch reflection;
    private final Set<Checked> checked = ConcurrentHashMap.newKeySet();

    private record Checked(Type declared, Class<?> actual) {
    }

    ReadBack(ObjectMapper mapper, boolean mayHaveLimits, ReflectionWatch reflection) {
        this.mapper = mapper;
        this.mayHaveLimits = mayHaveLimits;
        this.reflection = reflection;
    }

    /** @throws PayloadConversionException if a value of this class cannot be read back as its declared type */
    void checkType(Object value, Type declared, ObjectWriter writer) throws IOException {
        if (value == null || declared == null || declared == Object.class) {
            return;
        }
        Checked type = new Checked(declared, value.getClass());
        if (checked.contains(type)) {
            return;
        }
        byte[] json = writer.writeValueAsBytes(value);
        try {
            mapper.readValue(json, mapper.constructType(declared));
        } catch (IOException e) {
            throw reflection.failure("A value of type " + value.getClass().getName()
                    + " can be written as JSON, but"
                    + " not read back as " + declared.getTypeName() + ": " + e.getMessage() + ". Give the class a constructor"
                    + " that Jackson can call, or type information such as @JsonTypeInfo if it is one of several subtypes", e);
        }
        if (checked.size() < MAXIMUM_TYPES) {
            checked.add(type);
        }
    }

    /**
     * @throws PayloadConversionException if the mapper of the application does not read numbers, strings or structures this
     *         large
     */
    void checkLimits(byte[] json) {
        if (!mayHaveLimits) {
            return;
        }
        try (JsonParser parser = mapper.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
                    parser.getNumberValue();
                } else {
                    parser.finishToken();
                }
            }
        } catch (IOException e) {
            throw new PayloadConversionException("The mapper of the application has written JSON that it refuses to read: "
                    + e.getMessage() + ". Raise its StreamReadConstraints", e);
        }
    }
}
