package io.quarkiverse.activities.test.interceptor;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.spi.ActivityClientInterceptor;
import io.quarkiverse.activities.spi.ActivityInvocation;
import io.quarkiverse.activities.spi.ActivityWorkerInterceptor;

/** Interceptors that record their calls, and react to certain argument texts. */
public class Interceptors {

    static final Queue<String> EVENTS = new ConcurrentLinkedQueue<>();

    private Interceptors() {
    }

    @Singleton
    @Priority(10)
    public static class FirstClient implements ActivityClientInterceptor {

        @Override
        public void start(ActivityStart start) {
            start.header().put("path", start.activityType() + "/" + start.taskQueue() + "/" + start.activityId());
            if (!start.arguments().isEmpty() && "change".equals(start.arguments().get(0))) {
                start.arguments().set(0, "changed at start");
            }
            if (start.arguments().contains("refuse")) {
                throw new IllegalArgumentException("refused by an interceptor");
            }
            if (start.arguments().contains("misfit")) {
                start.arguments().set(0, 7);
            }
        }
    }

    @ApplicationScoped
    @Priority(20)
    public static class SecondClient implements ActivityClientInterceptor {

        @Override
        public void start(ActivityStart start) {
            start.header().computeIfPresent("path", (key, path) -> path + "/second");
        }
    }

    @ApplicationScoped
    @Priority(10)
    public static class Outer implements ActivityWorkerInterceptor {

        @Override
        public CompletionStage<Object> execute(ActivityInvocation invocation) {
            String type = invocation.info().activityType();
            EVENTS.add(
                    "outer " + type + " " + invocation.info().attempt() + " " + ActivityContext.current().info().activityId());
            return invocation.proceed().whenComplete((result, failure) -> EVENTS.add("outer end " + type + " " + result + " "
                    + (failure == null ? "ok" : "failed")));
        }
    }

    @Singleton
    @Priority(20)
    public static class Inner implements ActivityWorkerInterceptor {

        @Override
        public CompletionStage<Object> execute(ActivityInvocation invocation) {
            Object first = invocation.arguments().isEmpty() ? null : invocation.arguments().get(0);
            EVENTS.add("inner " + invocation.header().get("path") + " " + Tenant.current());
            if ("replace".equals(first)) {
                invocation.arguments().set(0, "replaced");
            }
            if ("skip".equals(first)) {
                return CompletableFuture.completedFuture("skipped");
            }
            if ("throw".equals(first)) {
                throw new IllegalStateException("thrown by an interceptor");
            }
            if ("null".equals(first)) {
                return null;
            }
            if ("twice".equals(first)) {
                invocation.proceed();
            }
            if ("decorate".equals(first)) {
                return invocation.proceed().thenApply(result -> "<" + result + ">");
            }
            return invocation.proceed();
        }
    }
}
