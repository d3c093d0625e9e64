package io.quarkiverse.activities.runtime.payload;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;

import io.quarkiverse.activities.FailedExecution;
import io.quarkiverse.activities.failure.PayloadConversionException;
import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig;
import io.quarkiverse.activities.spi.ActivityObjectMapper;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.spi.PayloadReader;

/**
 * Writes values as JSON, applies the codecs of the application, and reads them again. The engine has its own mapper, so that a
 * change to the mapper for REST cannot make stored payloads unreadable. Jackson modules that are CDI beans are registered with
 * it. A bean with the qualifier {@link ActivityObjectMapper} replaces it. Only this class uses Jackson's databinding.
 */
@Singleton
public class Payloads implements PayloadReader {

    private static final Logger LOG = Logger.getLogger(Payloads.class);
    private static final byte[] NO_ARGUMENTS = { '[', ']' };

    private final ObjectMapper mapper;
    private final JsonTypes types;
    /** Reads arguments. Refuses to convert a value to another type, unless reading is lenient. */
    private final JsonTypes argumentTypes;
    private final PayloadCodecs codecs;
    private final ReadBack readBack;
    private final ReflectionWatch reflection;
    private final boolean lenient;

    @Inject
    Payloads(@ActivityObjectMapper Instance<ObjectMapper> replacement, Instance<Module> modules, PayloadCodecs codecs,
            ActivitiesRuntimeConfig config) {
        this(replacement.isUnsatisfied() ? PayloadMappers.own(modules) : replacement.get(), codecs,
                replacement.isResolvable(), config.payload().lenientArguments(), ReflectionWatch.current());
    }

    /**
     * @param replaced whether the application brings the mapper, which may refuse to read what it has written
     * @param lenient whether arguments may be converted to the types of the parameters, and may be missing or left over
     * @param reflection what to do about classes that a native image does not know
     */
    Payloads(ObjectMapper given, PayloadCodecs codecs, boolean replaced, boolean lenient, ReflectionWatch reflection) {
        this.codecs = codecs;
        this.lenient = lenient;
        this.reflection = reflection;
        mapper = reflection.watch(given);
        types = new JsonTypes(mapper);
        argumentTypes = lenient || replaced ? types : new JsonTypes(PayloadMappers.strict(mapper));
        readBack = new ReadBack(mapper, replaced, reflection);
    }

    /** {@return an instance for use outside an application, without the application's modules and codecs} */
    public static Payloads standalone() {
        return new Payloads(PayloadMappers.own(List.of()), new PayloadCodecs(List.of()), false, false,
                ReflectionWatch.none());
    }

    /**
     * {@return the arguments as one payload, or null if there are none}
     *
     * @param declared the declared types, or null if they are not known
     */
    public byte[] writeArguments(List<Type> declared, Object[] arguments) {
        if (arguments.length == 0) {
            return null;
        }
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try (JsonGenerator generator = mapper.createGenerator(json)) {
            generator.writeStartArray();
            for (int i = 0; i < arguments.length; i++) {
                writeArgument(generator, i, declared == null ? null : declared.get(i), arguments[i]);
            }
            generator.writeEndArray();
        } catch (IOException e) {
            throw reflection.failure("The arguments cannot be written as JSON: " + e.getMessage(), e);
        }
        byte[] written = json.toByteArray();
        readBack.checkLimits(written);
        return codecs.encode(written);
    }

    private void writeArgument(JsonGenerator generator, int index, Type type, Object argument) {
        try {
            if (argument instanceof FailedExecution failed) {
                mapper.writer().writeValue(generator, data(failed));
            } else {
                ObjectWriter writer = types.writer(type);
                readBack.checkType(argument, type, writer);
                writer.writeValue(generator, argument);
            }
        } catch (IOException e) {
            throw reflection.failure("Argument " + (index + 1) + " of type " + argument.getClass().getName()
                    + " cannot be written as JSON: " + e.getMessage(), e);
        }
    }

    /**
     * Reads the arguments for a method with these parameter types. If reading is lenient, missing arguments are null or zero,
     * and surplus arguments are dropped. Logs a warning in both cases.
     *
     * @return the arguments, one for each parameter
     * @throws PayloadConversionException if a value has another type than its parameter or, unless reading is lenient, if there
     *         are fewer or more arguments than parameters
     */
    public Object[] readArguments(byte[] payload, List<Type> parameters) {
        Object[] arguments = new Object[parameters.size()];
        byte[] json = payload == null ? NO_ARGUMENTS : codecs.decode(payload);
        int count;
        try {
            count = readList(argumentTypes, json, parameters, arguments);
        } catch (PayloadConversionException e) {
            checkNumber(size(json), parameters); // the reason for arguments that do not fit, in that case
            throw e;
        }
        checkNumber(count, parameters);
        return withDefaults(arguments, count, parameters);
    }

    private void checkNumber(int count, List<Type> parameters) {
        if (count == parameters.size()) {
            return;
        }
        if (!lenient) {
            throw wrongNumber(count, parameters);
        }
        LOG.warnf("A payload contains %d arguments, but the method takes %d. Missing arguments are null or zero, surplus"
                + " arguments are dropped", count, parameters.size());
    }

    /** {@return as many arguments as there are types} Missing arguments are null or zero. */
    public Object[] readSomeArguments(byte[] payload, List<Type> wanted) {
        Object[] arguments = new Object[wanted.size()];
        int count = readList(types, payload == null ? NO_ARGUMENTS : codecs.decode(payload), wanted, arguments);
        return withDefaults(arguments, count, wanted);
    }

    private Object[] withDefaults(Object[] arguments, int count, List<Type> declared) {
        for (int i = count; i < arguments.length; i++) {
            arguments[i] = defaultOf(javaType(declared.get(i)));
        }
        return arguments;
    }

    private static PayloadConversionException wrongNumber(int count, List<Type> parameters) {
        return new PayloadConversionException("The execution was started with " + count + " arguments, but the method takes "
                + parameters.size() + ": " + parameters.stream().map(Type::getTypeName).toList()
                + ". Keep the parameters of a method"
                + " while executions with other arguments are open, add a method with another name, or set"
                + " quarkus.activities.payload.lenient-arguments=true", null);
    }

    /**
     * {@return the arguments for a method with these parameter types, from a JSON list that a user has typed}
     *
     * @throws PayloadConversionException if it is not a list, has another length, or contains a value that does not fit
     */
    public Object[] parseArguments(String json, List<Type> parameters) {
        Object[] arguments = new Object[parameters.size()];
        int count = readList(types, json.getBytes(StandardCharsets.UTF_8), parameters, arguments);
        if (count != arguments.length) {
            throw new PayloadConversionException(
                    "The method takes " + arguments.length + " arguments, but " + count + " were passed", null);
        }
        return arguments;
    }

    /**
     * Reads as many elements as fit.
     *
     * @return the number of elements in the list
     */
    private int readList(JsonTypes reading, byte[] json, List<Type> declared, Object[] into) {
        int count = 0;
        try (JsonParser parser = array(json)) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (count < into.length) {
                    into[count] = readElement(reading, parser, declared.get(count));
                } else {
                    parser.skipChildren();
                }
                count++;
            }
            return count;
        } catch (IOException e) {
            throw reflection.failure("The arguments cannot be read as " + declared + ": " + e.getMessage(), e);
        }
    }

    private JsonParser array(byte[] json) throws IOException {
        JsonParser parser = mapper.createParser(json);
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            parser.close();
            throw new PayloadConversionException("A payload of " + json.length + " bytes is not a list of values", null);
        }
        return parser;
    }

    private Object readElement(JsonTypes reading, JsonParser parser, Type type) throws IOException {
        JsonTypes.Element element = reading.element(type);
        if (parser.currentToken() == JsonToken.VALUE_NULL && element.type().isPrimitive()) {
            return defaultOf(element.type());
        }
        Object value = element.reader().readValue(parser);
        return value instanceof FailedExecutionData data ? new ReadFailedExecution(data, this) : value;
    }

    private static FailedExecutionData data(FailedExecution failed) {
        return failed instanceof ReadFailedExecution read ? read.data()
                : new FailedExecutionData(failed.activityId(), failed.runId(), failed.activityType(), failed.taskQueue(),
                        failed.status(), failed.attempt(), failed.failureType(), failed.failureMessage(),
                        failed.retryState(), failed.closedTime(), null);
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
            ObjectWriter writer = types.writer(type);
            readBack.checkType(value, type, writer);
            byte[] json = writer.writeValueAsBytes(value);
            readBack.checkLimits(json);
            return codecs.encode(json);
        } catch (IOException e) {
            throw reflection.failure("A value of type " + value.getClass().getName()
                    + " cannot be written as JSON: " + e.getMessage(), e);
        }
    }

    public byte[] write(Object value) {
        return write(value, null);
    }

    /** {@return the value of the payload, or null if there is no payload or no type} */
    public Object read(byte[] payload, Type type) {
        if (payload == null || type == null || type == Void.class || type == void.class) {
            return null;
        }
        byte[] json = codecs.decode(payload);
        try {
            return mapper.readValue(json, javaType(type));
        } catch (IOException e) {
            throw reflection.failure("A payload of " + json.length + " bytes cannot be read as "
                    + type.getTypeName() + ": " + e.getMessage(), e);
        }
    }

    /**
     * {@return a value from JSON that a user has typed, or null if it is blank}
     *
     * @throws PayloadConversionException if it is not valid for the type
     */
    public Object parse(String json, Type type) {
        if (json == null || json.isBlank()) {
            return null;
        }
        try {
            return mapper.readValue(json, javaType(type));
        } catch (IOException e) {
            throw reflection.failure("This cannot be read as " + type.getTypeName() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Object read(Payload payload, Type type) {
        return read(Payload.bytes(payload), type);
    }

    @Override
    public int size(Payload values) {
        if (values == null) {
            return 0;
        }
        return size(codecs.decode(values.data()));
    }

    private int size(byte[] json) {
        try (JsonParser parser = array(json)) {
            int size = 0;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                parser.skipChildren();
                size++;
            }
            return size;
        } catch (IOException e) {
            throw reflection.failure("A list of values cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Object read(Payload values, int index, Type type) {
        if (values == null) {
            return null;
        }
        try (JsonParser parser = array(codecs.decode(values.data()))) {
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                if (i == index) {
                    return readElement(types, parser, type);
                }
                parser.skipChildren();
            }
            return null;
        } catch (IOException e) {
            throw reflection.failure("Value " + index + " of a list cannot be read as " + type.getTypeName() + ": "
                    + e.getMessage(), e);
        }
    }

    private JavaType javaType(Type type) {
        return mapper.constructType(type);
    }

    /** {@return whether a value can be an argument of that type} Does not check type arguments, and accepts null. */
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
