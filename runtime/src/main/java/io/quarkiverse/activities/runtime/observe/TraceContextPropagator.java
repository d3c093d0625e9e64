package io.quarkiverse.activities.runtime.observe;

import java.util.HashMap;
import java.util.Map;

import jakarta.inject.Singleton;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.quarkiverse.activities.spi.ContextPropagator;

/**
 * Propagates the trace context of the start of an activity to its attempts: {@code traceparent}, {@code tracestate}, and the
 * entries of all other configured OpenTelemetry propagators.
 */
@Singleton
public class TraceContextPropagator implements ContextPropagator {

    private final TextMapPropagator propagator;

    TraceContextPropagator(OpenTelemetry openTelemetry) {
        propagator = openTelemetry.getPropagators().getTextMapPropagator();
    }

    @Override
    public String name() {
        return "OpenTelemetry";
    }

    @Override
    public Map<String, String> capture() {
        Map<String, String> captured = new HashMap<>();
        propagator.inject(Context.current(), captured, HeaderEntries.INSTANCE);
        return captured;
    }

    @Override
    public Scope restore(Map<String, String> header) {
        io.opentelemetry.context.Scope scope = propagator.extract(Context.root(), header, HeaderEntries.INSTANCE)
                .makeCurrent();
        return scope::close;
    }
}
