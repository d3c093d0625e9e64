package io.quarkiverse.activities.runtime.observe;

import java.time.Duration;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;
import io.quarkiverse.activities.runtime.interceptor.AttemptInterception;
import io.quarkiverse.activities.runtime.node.NodeListener;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.runtime.store.value.Verdict;
import io.quarkiverse.activities.spi.Failure;

/**
 * Creates a span for the end of each execution, as a child of the span of the start, on the node that committed the end. If a
 * request ended the execution, for example a webhook, the span is linked to the span of the request.
 */
@Singleton
public class TracedClosings implements NodeListener {

    private static final AttributeKey<String> STATUS = AttributeKey.stringKey("activity.status");

    private final Tracer tracer;
    private final TextMapPropagator propagator;
    private final AttemptInterception interception;

    TracedClosings(OpenTelemetry openTelemetry, AttemptInterception interception) {
        tracer = openTelemetry.getTracer(TracedAttempts.INSTRUMENTATION);
        propagator = openTelemetry.getPropagators().getTextMapPropagator();
        this.interception = interception;
    }

    @Override
    public void completed(ClaimedTask task, Duration took) {
        closed(task.activityType(), task.activityId(), task.runId(), task.taskQueue(), task.header(),
                ActivityStatus.COMPLETED, null);
    }

    @Override
    public void decided(Verdict verdict) {
        if (verdict.transition() instanceof Applied applied && applied.closed()) {
            Execution next = applied.next();
            closed(verdict.activityType(), verdict.activityId(), verdict.runId(), next.options().taskQueue(),
                    verdict.header(), next.state().status(), next.outcome().failure());
        }
    }

    private void closed(String activityType, String activityId, UUID runId, String taskQueue, byte[] header,
            ActivityStatus status, Failure failure) {
        Context start = propagator.extract(Context.root(), interception.readHeader(header), HeaderEntries.INSTANCE);
        if (!Span.fromContext(start).getSpanContext().isValid()) {
            return; // it was started without tracing
        }
        SpanBuilder builder = tracer.spanBuilder("CloseActivity:" + activityType).setParent(start)
                .setAttribute(TracedAttempts.TYPE, activityType).setAttribute(TracedAttempts.ID, activityId)
                .setAttribute(TracedAttempts.RUN_ID, runId.toString())
                .setAttribute(TracedAttempts.TASK_QUEUE, taskQueue).setAttribute(STATUS, status.name());
        if (Span.current().getSpanContext().isValid()) {
            builder.addLink(Span.current().getSpanContext());
        }
        Span span = builder.startSpan();
        if (status != ActivityStatus.COMPLETED) {
            span.setStatus(StatusCode.ERROR, failure == null || failure.message() == null ? "" : failure.message());
        }
        span.end();
    }
}
