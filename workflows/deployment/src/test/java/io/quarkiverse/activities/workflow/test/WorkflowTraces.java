package io.quarkiverse.activities.workflow.test;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Set;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkiverse.activities.workflow.WorkflowHandle;

/** Tests that starts, Workflow Tasks and activities of a run are spans of one trace. */
abstract class WorkflowTraces extends WorkflowHistories {

    /** Collects the spans of the application. */
    @Singleton
    public static class Spans {

        @Produces
        @Singleton
        InMemorySpanExporter exporter() {
            return InMemorySpanExporter.create();
        }
    }

    @Inject
    Tracer tracer;

    @Inject
    InMemorySpanExporter exporter;

    @Test
    void tasksAndActivitiesAreInTheTraceOfTheStart() {
        Span caller = tracer.spanBuilder("caller").startSpan();
        WorkflowHandle<String> handle;
        try (Scope current = caller.makeCurrent()) {
            handle = start("Sequence", "traced");
        } finally {
            caller.end();
        }
        handle.result();
        String trace = caller.getSpanContext().getTraceId();
        await().untilAsserted(() -> {
            assertThat(spans(trace, "StartWorkflow:Sequence")).hasSize(1);
            assertThat(spans(trace, "RunWorkflowTask:Sequence")).hasSizeGreaterThanOrEqualTo(3);
            assertThat(spans(trace, "RunActivity:Echo")).hasSize(2);
        });
        SpanData start = spans(trace, "StartWorkflow:Sequence").get(0);
        assertThat(start.getParentSpanId()).isEqualTo(caller.getSpanContext().getSpanId());
        assertThat(spans(trace, "RunWorkflowTask:Sequence")).extracting(SpanData::getParentSpanId)
                .containsOnly(start.getSpanId());
        Set<String> tasks = spans(trace, "RunWorkflowTask:Sequence").stream().map(SpanData::getSpanId).collect(toSet());
        assertThat(spans(trace, "RunActivity:Echo")).extracting(SpanData::getParentSpanId).doesNotHaveDuplicates()
                .isSubsetOf(tasks);
    }

    private List<SpanData> spans(String trace, String name) {
        return exporter.getFinishedSpanItems().stream()
                .filter(span -> span.getTraceId().equals(trace) && span.getName().equals(name)).toList();
    }
}
