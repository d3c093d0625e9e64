package io.quarkiverse.activities.runtime.payload;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;

import io.quarkiverse.activities.FailedExecution;

/** The readers and writers of a mapper for the types of an application. To find them takes as long as to use them. */
final class JsonTypes {

    /** Limits the memory for applications that generate classes. */
    private static final int MAXIMUM_TYPES = 1_000;

    private final ObjectMapper mapper;
    private final Map<Type, ObjectWriter> writers = new ConcurrentHashMap<>();
    private final Map<Type, Element> elements = new ConcurrentHashMap<>();

    /** How to read a value of a list. */
    record Element(JavaType type, ObjectReader reader) {
    }

    JsonTypes(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** @param type null if it is not known */
    ObjectWriter writer(Type type) {
        return get(writers, type == null ? Object.class : type,
                known -> known == Object.class ? mapper.writer() : mapper.writerFor(mapper.constructType(known)));
    }

    Element element(Type type) {
        return get(elements, type, known -> {
            JavaType javaType = mapper.constructType(known);
            boolean failedExecution = javaType.hasRawClass(FailedExecution.class);
            // The next element of the list is not an error, even if the mapper does not allow trailing tokens
            return new Element(javaType,
                    mapper.readerFor(failedExecution ? mapper.constructType(FailedExecutionData.class) : javaType)
                            .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS));
        });
    }

    private static <T> T get(Map<Type, T> cache, Type type, Function<Type, T> make) {
        T found = cache.get(type);
        if (found == null) {
            found = make.apply(type);
            if (cache.size() < MAXIMUM_TYPES) {
                cache.put(type, found);
            }
        }
        return found;
    }
}
