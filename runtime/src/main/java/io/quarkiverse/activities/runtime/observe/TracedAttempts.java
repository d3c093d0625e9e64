package io.quarkiverse.activities.runtime.observe;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.quarkiverse.activities.ActivityInfo;
import io.quarkiverse.activities.runtime.payload.Failures;
import io.quarkiverse.activities.spi.ActivityInvocation;
import io.quarkiverse.activities.spi.ActivityWorkerInterceptor;

/** Creates a span for each attempt, as a child of the span of the start, on the node that runs the attempt. */
@Singleton
@Priority(Integer.MIN_VALUE)
public class TracedAttempts implements ActivityWorkerInterceptor {

    static final String INSTRUMENTATION = "io.quarkiverse.activities";
    static final AttributeKey<String> TYPE = AttributeKey.stringKey("activity.type");
    static final AttributeKey<String> ID = AttributeKey.stringKey("activity.id");
    static final AttributeKey<String> RUN_ID = AttributeKey.stringKey("activity.run_id");
    static final AttributeKey<String> TASK_QUEUE = AttributeKey.stringKey("activity.task_queue");
    private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("activity.attempt");

    private final Tracer tracer;

    TracedAttempts(OpenTelemetry openTelemetry) {
        tracer = openTelemetry.getTracer(INSTRUMENTATION);
    }

    @Override
    public CompletionStage<Object> execute(ActivityInvocation invocation) {
        ActivityInfo info = invocation.info();
        Span span = tracer.spanBuilder("RunActivity:" + info.activityType()).setSpanKind(SpanKind.CONSUMER)
                .setAttribute(TYPE, info.activityType()).setAttribute(ID, info.activityId())
                .setAttribute(RUN_ID, info.runId()).setAttribute(TASK_QUEUE, info.taskQueue())
                .setAttribute(ATTEMPT, (long) info.attempt()).startSpan();
        try (Scope current = span.makeCurrent()) {
            return invocation.proceed().whenComplete((result, failure) -> end(span, failure));
        }
    }

    private static void end(Span span, Throwable failure) {
        if (failure != null) {
            Throwable thrown = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause()
                    : failure;
            span.recordException(Failures.printable(thrown));
            span.setStatus(StatusCode.ERROR, String.valueOf(thrown.getMessage()));
        }
        span.end();
    }
}
