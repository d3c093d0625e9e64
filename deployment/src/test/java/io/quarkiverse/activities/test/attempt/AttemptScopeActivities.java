package io.quarkiverse.activities.test.attempt;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;

import org.eclipse.microprofile.context.ManagedExecutor;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.TaskQueue;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** Activities that report their transaction, request scope, context and thread. */
@Singleton
@TaskQueue("scope")
public class AttemptScopeActivities {

    @Inject
    RequestState request;

    @Inject
    ActivityContext context;

    @Inject
    ManagedExecutor executor;

    final Queue<String> requests = new ConcurrentLinkedQueue<>();

    @Activity(startToCloseTimeout = "30s")
    public void nothing() {
    }

    @Activity(startToCloseTimeout = "30s")
    @Intercepted
    public String describe() {
        return "transaction " + QuarkusTransaction.isActive() + ", mark " + request.mark();
    }

    @Activity(startToCloseTimeout = "30s")
    public String twice() {
        requests.add(request.id());
        if (context.info().attempt() == 1) {
            throw new IllegalStateException("again");
        }
        return request.id();
    }

    @Activity(startToCloseTimeout = "30s")
    public Uni<String> uni() {
        String first = Thread.currentThread().getName();
        String own = request.id();
        return Uni.createFrom().item("uni").emitOn(Infrastructure.getDefaultWorkerPool())
                .map(value -> observed(value, first, own));
    }

    @Activity(startToCloseTimeout = "30s")
    public CompletionStage<String> stage() {
        String first = Thread.currentThread().getName();
        String own = request.id();
        Executor other = executor;
        return executor.supplyAsync(() -> "stage").thenApplyAsync(value -> observed(value, first, own), other);
    }

    private String observed(String value, String firstThread, String firstRequest) {
        return value + " " + ActivityContext.current().info().attempt() + " " + context.info().activityId() + ", other thread "
                + !Thread.currentThread().getName().equals(firstThread) + ", same request "
                + request.id().equals(firstRequest);
    }

    @RequestScoped
    public static class RequestState {

        static final Queue<String> DESTROYED = new ConcurrentLinkedQueue<>();

        private final String id = UUID.randomUUID().toString();
        private String mark = "none";

        public String id() {
            return id;
        }

        public String mark() {
            return mark;
        }

        public void mark(String value) {
            mark = value;
        }

        @PreDestroy
        void destroyed() {
            DESTROYED.add(id);
        }
    }

    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ ElementType.METHOD, ElementType.TYPE })
    public @interface Intercepted {
    }

    @Intercepted
    @Interceptor
    public static class InterceptedInterceptor {

        @AroundInvoke
        Object around(InvocationContext invocation) throws Exception {
            return "intercepted: " + invocation.proceed();
        }
    }
}
