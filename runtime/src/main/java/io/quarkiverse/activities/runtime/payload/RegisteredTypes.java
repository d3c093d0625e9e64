package io.quarkiverse.activities.runtime.payload;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds classes that are not registered for reflection, so that Jackson cannot use them in a native image. */
public final class RegisteredTypes {

    /** A resource that the build writes in dev and test mode: the names of the registered classes, one in each line. */
    public static final String RESOURCE = "META-INF/quarkus-activities/registered-types.txt";

    private RegisteredTypes() {
    }

    /** {@return a predicate for classes that are missing in the native image in which this code runs} */
    static Predicate<Class<?>> missingInThisImage() {
        return type -> isConcrete(type) && !hasMembers(type);
    }

    /** Every concrete class has at least a constructor. Members that are not registered are not returned. */
    private static boolean hasMembers(Class<?> type) {
        try {
            return type.getDeclaredConstructors().length + type.getDeclaredFields().length
                    + type.getDeclaredMethods().length > 0;
        } catch (LinkageError e) {
            return false; // in an image that is built with exact reachability metadata
        }
    }

    /**
     * {@return a predicate for classes that would be missing in a native image of this application} Classes of the JDK never
     * match. The list is read when it is first needed.
     *
     * @param loader has the {@link #RESOURCE}; without it, no class matches
     */
    static Predicate<Class<?>> missingInAnImage(ClassLoader loader) {
        return new Predicate<>() {

            private Set<String> registered;

            @Override
            public synchronized boolean test(Class<?> type) {
                if (registered == null) {
                    registered = read(loader);
                }
                return !registered.isEmpty() && isConcrete(type) && !type.getName().startsWith("java.")
                        && !registered.contains(type.getName());
            }
        };
    }

    private static Set<String> read(ClassLoader loader) {
        try (InputStream stream = loader.getResourceAsStream(RESOURCE)) {
            return stream == null ? Set.of()
                    : new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isConcrete(Class<?> type) {
        return !Modifier.isAbstract(type.getModifiers()) && !type.isArray() && !type.isPrimitive() && !type.isEnum();
    }
}
