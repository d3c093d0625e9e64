package io.quarkiverse.activities.runtime.interceptor;

import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.payload.Payloads;
import io.quarkiverse.activities.spi.ActivityWorkerInterceptor;
import io.quarkiverse.activities.spi.ContextPropagator;
import io.quarkus.arc.All;

/** Applies the context propagators and worker interceptors to attempts. */
@Singleton
public class AttemptInterception {

    private final List<ContextPropagator> propagators;
    private final List<ActivityWorkerInterceptor> interceptors;
    private final Payloads payloads;

    AttemptInterception(@All List<ContextPropagator> propagators, @All List<ActivityWorkerInterceptor> interceptors,
            Payloads payloads) {
        this.propagators = ByPriority.outermostFirst(propagators);
        this.interceptors = ByPriority.outermostFirst(interceptors);
        this.payloads = payloads;
    }

    /** {@return whether there is any context to restore} */
    public boolean propagates() {
        return !propagators.isEmpty();
    }

    /** {@return the entries of a stored header} */
    public Map<String, String> readHeader(byte[] header) {
        return HeaderFormat.read(header, payloads);
    }

    /**
     * Restores the propagated context on the calling thread.
     *
     * @return calls the method through the interceptors, and removes the context when it is closed; null if there are no
     *         propagators and no interceptors
     */
    public InterceptedAttempt enter(byte[] header) {
        if (propagators.isEmpty() && interceptors.isEmpty()) {
            return null;
        }
        InterceptedAttempt attempt = new InterceptedAttempt(interceptors, HeaderFormat.read(header, payloads));
        try {
            for (ContextPropagator propagator : propagators) {
                attempt.restore(propagator);
            }
        } catch (RuntimeException | Error e) {
            attempt.close();
            throw e;
        }
        return attempt;
    }
}
