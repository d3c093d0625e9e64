package io.quarkiverse.activities.runtime.interceptor;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.ActivityInfo;
import io.quarkiverse.activities.spi.ActivityInvocation;
import io.quarkiverse.activities.spi.ActivityWorkerInterceptor;
import io.quarkiverse.activities.spi.ContextPropagator;

/** Runs the method of an attempt through the interceptors, with the propagated context, on the calling thread. */
public final class InterceptedAttempt implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");

    /** Calls the method. */
    @FunctionalInterface
    public interface Method {

        CompletionStage<?> call(Object[] arguments) throws Exception;
    }

    private final List<ActivityWorkerInterceptor> interceptors;
    private final Map<String, String> header;
    private final Deque<ContextPropagator.Scope> scopes = new ArrayDeque<>();

    InterceptedAttempt(List<ActivityWorkerInterceptor> interceptors, Map<String, String> header) {
        this.interceptors = interceptors;
        this.header = header;
    }

    void restore(ContextPropagator propagator) {
        ContextPropagator.Scope scope = propagator.restore(header);
        if (scope != null) {
            scopes.push(scope);
        }
    }

    /** Calls the method through all interceptors. */
    public CompletionStage<?> call(ActivityInfo info, Object[] arguments, Method method) {
        return new Step(0, info, arguments, method).proceed();
    }

    /** Removes the propagated context. */
    @Override
    public void close() {
        while (!scopes.isEmpty()) {
            try {
                scopes.pop().close();
            } catch (RuntimeException e) {
                LOG.warn("A context propagator could not remove its context after an attempt; ignoring it", e);
            }
        }
    }

    /** Calls the interceptors from {@code index} on, and then the method. */
    private final class Step implements ActivityInvocation {

        private final int index;
        private final ActivityInfo info;
        private final Object[] arguments;
        private final Method method;
        private boolean done;

        Step(int index, ActivityInfo info, Object[] arguments, Method method) {
            this.index = index;
            this.info = info;
            this.arguments = arguments;
            this.method = method;
        }

        @Override
        public ActivityInfo info() {
            return info;
        }

        @Override
        public Map<String, String> header() {
            return header;
        }

        @Override
        public List<Object> arguments() {
            return Arrays.asList(arguments);
        }

        @Override
        @SuppressWarnings("unchecked")
        public CompletionStage<Object> proceed() {
            try {
                if (done) {
                    throw new IllegalStateException(
                            "An interceptor called proceed() twice, but an attempt runs its method once");
                }
                done = true;
                return (CompletionStage<Object>) next();
            } catch (Throwable t) {
                return CompletableFuture.failedFuture(t);
            }
        }

        private CompletionStage<?> next() throws Exception {
            if (index == interceptors.size()) {
                return method.call(arguments);
            }
            ActivityWorkerInterceptor interceptor = interceptors.get(index);
            CompletionStage<Object> stage = interceptor.execute(new Step(index + 1, info, arguments, method));
            if (stage == null) {
                throw new IllegalStateException(interceptor.getClass().getName()
                        + " returned null. Return the stage that proceed() returned, or another stage");
            }
            return stage;
        }
    }
}
