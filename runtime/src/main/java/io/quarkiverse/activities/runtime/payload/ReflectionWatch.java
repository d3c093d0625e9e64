package io.quarkiverse.activities.runtime.payload;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBase;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.impl.UnsupportedTypeDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.impl.UnknownSerializer;
import com.fasterxml.jackson.databind.ser.impl.UnsupportedTypeSerializer;
import com.fasterxml.jackson.databind.ser.std.BeanSerializerBase;
import com.fasterxml.jackson.databind.ser.std.JsonValueSerializer;

import io.quarkiverse.activities.failure.PayloadConversionException;
import io.quarkiverse.activities.failure.UnregisteredTypeException;
import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.LaunchMode;

/**
 * Watches for which classes Jackson uses reflection, because a native image knows only those that the build has registered. In
 * a native image, the conversion of other classes fails with {@link UnregisteredTypeException}. In dev and test mode, they are
 * logged. In production on the JVM, nothing is watched.
 */
final class ReflectionWatch {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");
    private static final String CURE = "Annotate it with @RegisterForReflection, or name it in the targets of that annotation on"
            + " another class";

    /** How to react to a class that is not registered. */
    enum Reaction {
        NONE,
        WARN,
        REFUSE
    }

    private final Reaction reaction;
    private final Predicate<Class<?>> missing;
    private final Set<Class<?>> warned = ConcurrentHashMap.newKeySet();

    ReflectionWatch(Reaction reaction, Predicate<Class<?>> missing) {
        this.reaction = reaction;
        this.missing = missing;
    }

    static ReflectionWatch none() {
        return new ReflectionWatch(Reaction.NONE, type -> false);
    }

    /** {@return what this process needs} */
    static ReflectionWatch current() {
        if (ImageMode.current() == ImageMode.NATIVE_RUN) {
            return new ReflectionWatch(Reaction.REFUSE, RegisteredTypes.missingInThisImage());
        }
        return LaunchMode.current().isDevOrTest()
                ? new ReflectionWatch(Reaction.WARN,
                        RegisteredTypes.missingInAnImage(Thread.currentThread().getContextClassLoader()))
                : none();
    }

    /** {@return a copy of the mapper that is watched, or the mapper itself if that is not needed or it cannot be copied} */
    ObjectMapper watch(ObjectMapper mapper) {
        boolean canCopy = mapper.getClass() == ObjectMapper.class || mapper.getClass() == JsonMapper.class;
        return reaction == Reaction.NONE || !canCopy ? mapper
                : mapper.copy().registerModule(new SimpleModule("quarkus-activities-reflection")
                        .setSerializerModifier(new Writing()).setDeserializerModifier(new Reading()));
    }

    /** {@return the exception to throw for an exception of Jackson} */
    PayloadConversionException failure(String message, IOException e) {
        for (Throwable cause = e; reaction == Reaction.REFUSE && cause != null; cause = cause.getCause()) {
            JavaType type = cause instanceof InvalidDefinitionException invalid ? invalid.getType() : null;
            if (type != null && missing.test(type.getRawClass())) {
                return new UnregisteredTypeException(refusal(type.getRawClass()), e);
            }
        }
        return new PayloadConversionException(message, e);
    }

    private static String refusal(Class<?> type) {
        return type.getName() + " is not registered for reflection, so this native image cannot convert it to JSON or back. "
                + CURE + ", and build the image again";
    }

    private void warn(Class<?> type, String what) {
        if (warned.add(type)) {
            LOG.warnf("%s is %s JSON%s, but it is not registered for reflection, so that this would fail in a native image. %s",
                    type.getName(), what, ApplicationCall.current().map(call -> " by " + call).orElse(""), CURE);
        }
    }

    private final class Writing extends BeanSerializerModifier {

        @Override
        public JsonSerializer<?> modifySerializer(SerializationConfig config, BeanDescription bean,
                JsonSerializer<?> serializer) {
            boolean reflective = serializer instanceof BeanSerializerBase || serializer instanceof UnknownSerializer
                    || serializer instanceof JsonValueSerializer;
            if (!reflective || !missing.test(bean.getBeanClass())) {
                return serializer;
            }
            if (reaction == Reaction.REFUSE) {
                return new UnsupportedTypeSerializer(bean.getType(), refusal(bean.getBeanClass()));
            }
            warn(bean.getBeanClass(), "written as");
            return serializer;
        }
    }

    private final class Reading extends BeanDeserializerModifier {

        @Override
        public JsonDeserializer<?> modifyDeserializer(DeserializationConfig config, BeanDescription bean,
                JsonDeserializer<?> deserializer) {
            if (!(deserializer instanceof BeanDeserializerBase) || !missing.test(bean.getBeanClass())) {
                return deserializer;
            }
            if (reaction == Reaction.REFUSE) {
                return new UnsupportedTypeDeserializer(bean.getType(), refusal(bean.getBeanClass()));
            }
            warn(bean.getBeanClass(), "read from");
            return deserializer;
        }
    }
}
