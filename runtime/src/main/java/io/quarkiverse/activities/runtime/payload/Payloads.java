package io.quarkiverse.activities.runtime.payload;

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;

import io.quarkiverse.activities.failure.PayloadConversionException;

/**
 * Values to JSON and back. The mapper is the engine's own, so that a tweak of the one that serves REST cannot make rows in
 * flight unreadable; modules that are CDI beans are registered. The only class that knows Jackson's databinding.
 */
@Singleton
public class Payloads {

    private static final Logger LOG = Logger.getLogger(Payloads.class);

    private final ObjectMapper mapper;

    Payloads(Instance<Module> modules) {
        JsonMapper.Builder builder = JsonMapper.builder()
                .addModules(new JavaTimeModule(), new Jdk8Module(), new ParameterNamesModule())
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);
        for (Module module : modules) {
            builder.addModule(module);
        }
        mapper = builder.build();
    }

    /**
     * {@return the arguments as one payload, or null for none}
     *
     * @param types their declared types, or null where they are not known
     */
    public byte[] writeArguments(List<Type> types, Object[] arguments) {
        if (arguments.length == 0) {
            return null;
        }
        ArrayNode array = mapper.createArrayNode();
        for (int i = 0; i < arguments.length; i++) {
            try {
                byte[] written = types == null ? mapper.writeValueAsBytes(arguments[i])
                        : mapper.writerFor(javaType(types.get(i))).writeValueAsBytes(arguments[i]);
                array.add(mapper.readTree(written));
            } catch (IOException e) {
                throw new PayloadConversionException("Argument " + (i + 1) + " of type "
                        + arguments[i].getClass().getName() + " cannot be written as JSON: " + e.getMessage(), e);
            }
        }
        return write(array);
    }

    /** {@return the arguments that a method of these parameter types takes: missing ones are null or zero} */
    public Object[] readArguments(byte[] payload, List<Type> types) {
        Object[] arguments = new Object[types.size()];
        try {
            JsonNode array = payload == null ? mapper.createArrayNode() : mapper.readTree(payload);
            if (array.size() != types.size()) {
                LOG.warnf("A payload holds %d arguments where the method takes %d: missing ones are null or zero, surplus ones"
                        + " are dropped", array.size(), types.size());
            }
            for (int i = 0; i < arguments.length; i++) {
                JavaType type = javaType(types.get(i));
                JsonNode value = array.get(i);
                arguments[i] = value == null || value.isNull() && type.isPrimitive() ? defaultOf(type)
                        : mapper.readerFor(type).readValue(value);
            }
            return arguments;
        } catch (IOException e) {
            throw new PayloadConversionException("The arguments cannot be read as " + types + ": " + e.getMessage(), e);
        }
    }

    private static Object defaultOf(JavaType type) {
        return type.isPrimitive() ? java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(type.getRawClass(), 1), 0)
                : null;
    }

    /** {@return the value as a payload, or null for null} */
    public byte[] write(Object value, Type type) {
        if (value == null) {
            return null;
        }
        try {
            return type == null || type == Object.class ? mapper.writeValueAsBytes(value)
                    : mapper.writerFor(javaType(type)).writeValueAsBytes(value);
        } catch (IOException e) {
            throw new PayloadConversionException("A value of type " + value.getClass().getName()
                    + " cannot be written as JSON: " + e.getMessage(), e);
        }
    }

    public byte[] write(Object value) {
        return write(value, null);
    }

    /** {@return the payload as a value of that type, or null where there is none} */
    public Object read(byte[] payload, Type type) {
        if (payload == null || type == null || type == Void.class || type == void.class) {
            return null;
        }
        try {
            return mapper.readValue(payload, javaType(type));
        } catch (IOException e) {
            throw new PayloadConversionException("A payload of " + payload.length + " bytes cannot be read as "
                    + type.getTypeName() + ": " + e.getMessage(), e);
        }
    }

    private JavaType javaType(Type type) {
        return mapper.constructType(type);
    }

    /** {@return whether a value of that class can be an argument of that type, as far as it can be told without writing it} */
    public static boolean fits(Object value, Type type) {
        if (value == null || !(type instanceof Class<?> expected)) {
            return true;
        }
        return expected.isPrimitive() ? isBoxOf(value, expected) : expected.isInstance(value);
    }

    private static boolean isBoxOf(Object value, Class<?> primitive) {
        return List.of(Arrays.asList(int.class, Integer.class), Arrays.asList(long.class, Long.class),
                Arrays.asList(boolean.class, Boolean.class), Arrays.asList(double.class, Double.class),
                Arrays.asList(float.class, Float.class), Arrays.asList(short.class, Short.class),
                Arrays.asList(byte.class, Byte.class), Arrays.asList(char.class, Character.class))
                .contains(Arrays.asList(primitive, value.getClass()));
    }
}
