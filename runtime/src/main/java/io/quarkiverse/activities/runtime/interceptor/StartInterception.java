package io.quarkiverse.activities.runtime.interceptor;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.payload.Payloads;
import io.quarkiverse.activities.spi.ActivityClientInterceptor;
import io.quarkiverse.activities.spi.ContextPropagator;
import io.quarkus.arc.All;

/** Applies the context propagators and client interceptors to starts. */
@Singleton
public class StartInterception {

    private final List<ContextPropagator> propagators;
    private final List<ActivityClientInterceptor> interceptors;
    private final Payloads payloads;

    StartInterception(@All List<ContextPropagator> propagators, @All List<ActivityClientInterceptor> interceptors,
            Payloads payloads) {
        this.propagators = ByPriority.outermostFirst(propagators);
        this.interceptors = ByPriority.outermostFirst(interceptors);
        this.payloads = payloads;
    }

    /** {@return the start with its header, and with the arguments that interceptors may have changed} */
    public InterceptedStart start(String activityType, String activityId, String taskQueue, Object[] arguments) {
        if (propagators.isEmpty() && interceptors.isEmpty()) {
            return new InterceptedStart(activityType, activityId, taskQueue, arguments, Map.of());
        }
        Map<String, String> header = captured();
        InterceptedStart start = new InterceptedStart(activityType, activityId, taskQueue, arguments.clone(), header);
        for (ActivityClientInterceptor interceptor : interceptors) {
            interceptor.start(start);
        }
        return start;
    }

    private Map<String, String> captured() {
        Map<String, String> header = new TreeMap<>();
        for (ContextPropagator propagator : propagators) {
            capture(propagator, header);
        }
        return header;
    }

    /** {@return the context of the calling thread as a header to store, or null if it is empty} */
    public byte[] currentContext() {
        return HeaderFormat.write(captured(), payloads);
    }

    private static void capture(ContextPropagator propagator, Map<String, String> header) {
        Map<String, String> captured = propagator.capture();
        if (captured == null) {
            return;
        }
        for (Map.Entry<String, String> entry : captured.entrySet()) {
            if (header.putIfAbsent(entry.getKey(), entry.getValue()) != null) {
                throw new IllegalStateException("The context propagator '" + propagator.name() + "' (" + propagator.getClass()
                        .getName() + ") captured '" + entry.getKey() + "', which another propagator has captured too. Rename"
                        + " one of the two entries");
            }
        }
    }

    /** {@return the header to store, or null if it is empty} */
    public byte[] header(InterceptedStart start) {
        return HeaderFormat.write(start.header(), payloads);
    }
}
