package io.quarkiverse.activities.runtime.observe;

import java.util.HashMap;
import java.util.Map;

import jakarta.inject.Singleton;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.quarkiverse.activities.spi.ContextPropagator;

/**
 * Carries the trace context of whoever starts an activity to its attempts: {@code traceparent}, {@code tracestate}, and
 * what else the propagators of OpenTelemetry are configured for.
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
        propagator.inject(Context.current(), captured, Entries.INSTANCE);
        return captured;
    }

    @Override
    public Scope restore(Map<String, String> header) {
        io.opentelemetry.context.Scope scope = propagator.extract(Context.root(), header, Entries.INSTANCE).makeCurrent();
        return scope::close;
    }

    private enum Entries implements TextMapGetter<Map<String, String>>, TextMapSetter<Map<String, String>> {
        INSTANCE;

        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return carrier.keySet();
        }

        @Override
        public String get(Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }

        @Override
        public void set(Map<String, String> carrier, String key, String value) {
            if (carrier != null) {
                carrier.put(key, value);
            }
        }
    }
}
