package io.quarkiverse.activities.runtime.node;

import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/**
 * Virtual threads, where the JDK has them. Quarkus waits for a minute for its own virtual threads when an application stops,
 * which a method that never returns would use up after the grace period of the activities is over.
 */
public final class VirtualThreads {

    private VirtualThreads() {
    }

    /** {@return an executor that starts a virtual thread for each task; null if this JDK has no virtual threads} */
    public static Executor named(String prefix) {
        ThreadFactory factory = factory(prefix);
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return factory == null ? null : task -> {
            Thread thread = factory.newThread(task);
            thread.setContextClassLoader(loader);
            thread.start();
        };
    }

    // By reflection, because this class is compiled for JDK 17
    private static ThreadFactory factory(String prefix) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder$OfVirtual");
            Method name = type.getMethod("name", String.class, long.class);
            return (ThreadFactory) type.getMethod("factory").invoke(name.invoke(builder, prefix, 1L));
        } catch (ReflectiveOperationException | UnsupportedOperationException e) {
            return null;
        }
    }
}
