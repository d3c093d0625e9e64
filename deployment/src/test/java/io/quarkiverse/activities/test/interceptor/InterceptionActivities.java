package io.quarkiverse.activities.test.interceptor;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Transactional;

import org.eclipse.microprofile.context.ManagedExecutor;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** Activities that return their tenant and other context. */
@Singleton
public class InterceptionActivities {

    @Inject
    ActivityContext context;

    @Inject
    RequestState request;

    @Inject
    ManagedExecutor executor;

    final Queue<String> requests = new ConcurrentLinkedQueue<>();

    @Activity(startToCloseTimeout = "30s")
    public String blocking(String text, List<String> more) {
        return text + more + " " + Tenant.current();
    }

    @Activity(startToCloseTimeout = "30s")
    public Uni<String> uni(String text) {
        String tenant = Tenant.current();
        return Uni.createFrom().item(text).emitOn(Infrastructure.getDefaultWorkerPool()).map(given -> given + " " + tenant);
    }

    @Activity(startToCloseTimeout = "30s")
    public CompletionStage<String> stage(String text) {
        String tenant = Tenant.current();
        return executor.supplyAsync(() -> text + " " + tenant);
    }

    @Activity(startToCloseTimeout = "30s")
    public Uni<String> failing(String text) {
        return Uni.createFrom().<String> failure(() -> new IllegalStateException("failed " + text))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    @Activity(startToCloseTimeout = "30s")
    @Transactional
    public String transactional(String text) {
        return text + " " + Tenant.current();
    }

    @Activity(startToCloseTimeout = "30s")
    public String withContext(ActivityContext own, String text) {
        return text + own.info().attempt();
    }

    @Activity(startToCloseTimeout = "30s")
    public void nothing() {
    }

    @Activity(startToCloseTimeout = "30s")
    @Traced
    public String thrice() {
        requests.add(request.id() + " " + Tenant.current());
        if (context.info().attempt() < 3) {
            throw new IllegalStateException("again");
        }
        return Tenant.current();
    }

    @RequestScoped
    public static class RequestState {

        private final String id = UUID.randomUUID().toString();

        public String id() {
            return id;
        }
    }

    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ ElementType.METHOD, ElementType.TYPE })
    public @interface Traced {
    }

    /** A CDI interceptor on the bean. */
    @Traced
    @Interceptor
    public static class TracedInterceptor {

        static final Queue<String> CALLS = new ConcurrentLinkedQueue<>();

        @Inject
        RequestState request;

        @AroundInvoke
        Object around(InvocationContext invocation) throws Exception {
            CALLS.add(invocation.getMethod().getName() + " " + ActivityContext.current().info().attempt() + " " + request.id());
            return invocation.proceed();
        }
    }
}
