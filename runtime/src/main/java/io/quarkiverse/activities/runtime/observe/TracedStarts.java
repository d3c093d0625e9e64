package io.quarkiverse.activities.runtime.observe;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.quarkiverse.activities.spi.ActivityClientInterceptor;

/**
 * Creates a span for each start. The header carries the context of this span instead of the caller's, so that the spans of the
 * execution become its children.
 */
@Singleton
@Priority(Integer.MIN_VALUE)
public class TracedStarts implements ActivityClientInterceptor {

    private final Tracer tracer;
    private final TextMapPropagator propagator;

    TracedStarts(OpenTelemetry openTelemetry) {
        tracer = openTelemetry.getTracer(TracedAttempts.INSTRUMENTATION);
        propagator = openTelemetry.getPropagators().getTextMapPropagator();
    }

    @Override
    public void start(ActivityStart start) {
        Span span = tracer.spanBuilder("StartActivity:" + start.activityType()).setSpanKind(SpanKind.PRODUCER)
                .setAttribute(TracedAttempts.TYPE, start.activityType())
                .setAttribute(TracedAttempts.ID, start.activityId())
                .setAttribute(TracedAttempts.TASK_QUEUE, start.taskQueue()).startSpan();
        propagator.inject(Context.current().with(span), start.header(), HeaderEntries.INSTANCE);
        span.end();
    }
}
