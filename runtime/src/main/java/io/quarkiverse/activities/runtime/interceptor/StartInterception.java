package io.quarkiverse.activities.runtime.interceptor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.payload.Payloads;
import io.quarkiverse.activities.spi.ActivityClientInterceptor;
import io.quarkiverse.activities.spi.ContextPropagator;
import io.quarkus.arc.All;

/** What context propagators and client interceptors make of a start. */
@Singleton
public class StartInterception {

    private final List<ContextPropagator> propagators;
    private final List<ActivityClientInterceptor> interceptors;
    private final Payloads payloads;

    /** The lists come as ArC sorts them: the highest priority value first. */
    StartInterception(@All List<ContextPropagator> propagators, @All List<ActivityClientInterceptor> interceptors,
            Payloads payloads) {
        this.propagators = new ArrayList<>(propagators);
        this.interceptors = new ArrayList<>(interceptors);
        Collections.reverse(this.propagators);
        Collections.reverse(this.interceptors);
        this.payloads = payloads;
    }

    /** {@return the start with a header, and with arguments that may be others} */
    public InterceptedStart start(String activityType, String activityId, String taskQueue, Object[] arguments) {
        if (propagators.isEmpty() && interceptors.isEmpty()) {
            return new InterceptedStart(activityType, activityId, taskQueue, arguments, Map.of());
        }
        Map<String, String> header = new TreeMap<>();
        for (ContextPropagator propagator : propagators) {
            capture(propagator, header);
        }
        InterceptedStart start = new InterceptedStart(activityType, activityId, taskQueue, arguments.clone(), header);
        for (ActivityClientInterceptor interceptor : interceptors) {
            interceptor.start(start);
        }
        return start;
    }

    private static void capture(ContextPropagator propagator, Map<String, String> header) {
        Map<String, String> captured = propagator.capture();
        if (captured == null) {
            return;
        }
        for (Map.Entry<String, String> entry : captured.entrySet()) {
            if (header.putIfAbsent(entry.getKey(), entry.getValue()) != null) {
                throw new IllegalStateException("The context propagator '" + propagator.name() + "' (" + propagator.getClass()
                        .getName() + ") captured '" + entry.getKey() + "', which another one had captured: rename one of them");
            }
        }
    }

    /** {@return the header as it is stored, or null where it is empty} */
    public byte[] header(InterceptedStart start) {
        return HeaderFormat.write(start.header(), payloads);
    }
}
