package io.quarkiverse.activities.test.interceptor;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.spi.ContextPropagator;

/** A tenant in a thread local, and its context propagator. */
public class Tenant {

    static final Queue<String> CLOSED = new ConcurrentLinkedQueue<>();
    static final Queue<String> ORDER = new ConcurrentLinkedQueue<>();

    private static final ThreadLocal<String> CURRENT = new ThreadLocal<>();

    private Tenant() {
    }

    static String current() {
        return CURRENT.get();
    }

    static void set(String tenant) {
        CURRENT.set(tenant);
    }

    @Singleton
    @Priority(1)
    public static class Propagator implements ContextPropagator {

        @Override
        public String name() {
            return "tenant";
        }

        @Override
        public Map<String, String> capture() {
            String tenant = CURRENT.get();
            return tenant == null ? null : Map.of("tenant", tenant);
        }

        @Override
        public Scope restore(Map<String, String> header) {
            String tenant = header.get("tenant");
            String thread = Thread.currentThread().getName();
            if ("broken".equals(tenant)) {
                throw new IllegalStateException("no such tenant");
            }
            CURRENT.set(tenant);
            ORDER.add("tenant in");
            return () -> {
                CLOSED.add(tenant + " " + thread.equals(Thread.currentThread().getName()));
                ORDER.add("tenant out");
                CURRENT.remove();
            };
        }
    }

    /** A propagator that puts nothing into the header and fails when it cleans up. */
    @Singleton
    @Priority(2)
    public static class Careless implements ContextPropagator {

        @Override
        public String name() {
            return "careless";
        }

        @Override
        public Map<String, String> capture() {
            return "taken".equals(CURRENT.get()) ? Map.of("tenant", "mine") : Map.of();
        }

        @Override
        public Scope restore(Map<String, String> header) {
            ORDER.add("careless in");
            return () -> {
                ORDER.add("careless out");
                throw new IllegalStateException("cannot clean up");
            };
        }
    }
}
