package io.quarkiverse.activities.workflow.runtime.observe;

import jakarta.inject.Singleton;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.quarkiverse.activities.workflow.runtime.runner.RunListener;
import io.quarkiverse.activities.workflow.runtime.runner.RunTracing;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.RunState;

/**
 * Creates a span for each start of a run, and one for the Workflow Tasks of each claimed run, as a child of the start. The
 * spans of activities and of following runs are children of the task that started them.
 */
@Singleton
public class WorkflowSpans implements RunTracing, RunListener {

    private static final AttributeKey<String> TYPE = AttributeKey.stringKey("workflow.type");
    private static final AttributeKey<String> ID = AttributeKey.stringKey("workflow.id");
    private static final AttributeKey<String> RUN_ID = AttributeKey.stringKey("workflow.run_id");
    private static final AttributeKey<String> TASK_QUEUE = AttributeKey.stringKey("workflow.task_queue");
    private static final AttributeKey<String> STATUS = AttributeKey.stringKey("workflow.status");

    private final Tracer tracer;

    WorkflowSpans(OpenTelemetry openTelemetry) {
        tracer = openTelemetry.getTracer("io.quarkiverse.activities");
    }

    @Override
    public RunTracing.Current start(String workflowType, String workflowId, String taskQueue) {
        return current(span("StartWorkflow:", workflowType, workflowId, taskQueue, SpanKind.PRODUCER));
    }

    @Override
    public RunTracing.Current task(RunRow run) {
        return current(span("RunWorkflowTask:", run.workflowType(), run.workflowId(), run.taskQueue(), SpanKind.CONSUMER)
                .setAttribute(RUN_ID, run.runId().toString()));
    }

    private SpanBuilder span(String name, String workflowType, String workflowId, String taskQueue, SpanKind kind) {
        return tracer.spanBuilder(name + workflowType).setSpanKind(kind).setAttribute(TYPE, workflowType)
                .setAttribute(ID, workflowId).setAttribute(TASK_QUEUE, taskQueue);
    }

    private static RunTracing.Current current(SpanBuilder builder) {
        Span span = builder.startSpan();
        Scope scope = span.makeCurrent();
        return () -> {
            scope.close();
            span.end();
        };
    }

    @Override
    public void taskFailed(RunRow run, boolean blocked) {
        Span.current().setStatus(StatusCode.ERROR, blocked ? "The code does not fit the journal" : "The code has failed");
    }

    @Override
    public void closed(RunRow run, RunState state, String reason) {
        Span.current().setAttribute(STATUS, state.name());
        if (state == RunState.FAILED || state == RunState.TIMED_OUT) {
            Span.current().setStatus(StatusCode.ERROR, reason == null ? "" : reason);
        }
    }
}
