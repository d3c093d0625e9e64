package io.quarkiverse.activities.test.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.RetryOptions;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Tests that with OpenTelemetry the work of an attempt belongs to the trace of the start, even if the extension creates no
 * spans.
 */
abstract class TraceContext {

    private static final Duration LONG = Duration.ofSeconds(30);

    @Singleton
    public static class Traced {

        @Inject
        ActivityContext context;

        @Inject
        Tracer tracer;

        @Activity(startToCloseTimeout = "30s")
        public String twice() {
            if (context.info().attempt() == 1) {
                throw new IllegalStateException("again");
            }
            return current();
        }

        @Activity(startToCloseTimeout = "30s")
        public Uni<String> elsewhere() {
            return Uni.createFrom().item("other thread").emitOn(Infrastructure.getDefaultWorkerPool())
                    .map(ignored -> current());
        }

        private String current() {
            Span child = tracer.spanBuilder("child").startSpan();
            child.end();
            return Span.current().getSpanContext().getSpanId() + " " + child.getSpanContext().getTraceId() + " "
                    + Baggage.current().getEntryValue("customer");
        }
    }

    @Inject
    ActivityClient activities;

    @Inject
    Tracer tracer;

    @Test
    void isPropagatedToEveryAttempt() throws Exception {
        Span caller = tracer.spanBuilder("caller").startSpan();
        ActivityHandle<String> handle;
        try (Scope span = caller.makeCurrent();
                Scope baggage = Baggage.builder().put("customer", "7").build().makeCurrent()) {
            handle = activities.call(Traced.class, Traced::twice)
                    .retry(RetryOptions.create().initialInterval(Duration.ofMillis(10))).start();
        } finally {
            caller.end();
        }
        assertThat(handle.result(LONG)).isEqualTo(expected(caller, "7"));
    }

    @Test
    void isPropagatedByAJoinedStart() throws Exception {
        Span caller = tracer.spanBuilder("caller").startSpan();
        ActivityHandle<String> handle = QuarkusTransaction.requiringNew().call(() -> {
            try (Scope span = caller.makeCurrent()) {
                return activities.callUni(Traced.class, Traced::elsewhere).start();
            }
        });
        caller.end();
        assertThat(handle.result(LONG)).isEqualTo(expected(caller, "null"));
    }

    @Test
    void nothingIsPropagatedWithoutATrace() throws Exception {
        String seen = activities.callUni(Traced.class, Traced::elsewhere).start().result(LONG);
        assertThat(seen).startsWith("0000000000000000 ").endsWith(" null");
    }

    private static String expected(Span caller, String baggage) {
        return caller.getSpanContext().getSpanId() + " " + caller.getSpanContext().getTraceId() + " " + baggage;
    }
}
