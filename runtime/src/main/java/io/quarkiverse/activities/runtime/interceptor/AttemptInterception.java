package io.quarkiverse.activities.runtime.interceptor;

import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.payload.Payloads;
import io.quarkiverse.activities.spi.ActivityWorkerInterceptor;
import io.quarkiverse.activities.spi.ContextPropagator;
import io.quarkus.arc.All;

/** The context propagators and worker interceptors that surround attempts. */
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

    /** {@return what a header says, as it is stored} */
    public Map<String, String> readHeader(byte[] header) {
        return HeaderFormat.read(header, payloads);
    }

    /** Puts the propagated context in place. {@return what undoes it and calls the method; null where nothing surrounds it} */
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
