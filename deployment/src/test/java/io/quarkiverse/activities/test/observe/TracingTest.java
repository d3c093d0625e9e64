package io.quarkiverse.activities.test.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.FailedExecution;
import io.quarkiverse.activities.RetryPolicy;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** Tests that the start, each attempt and the end of an execution are spans of one trace. */
class TracingTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.H2.app("tracing")
            .setForcedDependencies(
                    List.of(Dependency.of("io.quarkus", "quarkus-opentelemetry", Version.getVersion())))
            .overrideConfigKey("quarkus.otel.bsp.schedule.delay", "50ms")
            .withApplicationRoot(jar -> jar.addClasses(Traced.class, TestDatabase.class));

    @Singleton
    public static class Traced {

        final Map<String, String> tokens = new ConcurrentHashMap<>();

        @Inject
        ActivityContext context;

        @Inject
        Tracer tracer;

        @Produces
        @Singleton
        InMemorySpanExporter exporter() {
            return InMemorySpanExporter.create();
        }

        @Activity(startToCloseTimeout = "30s", retry = @RetryPolicy(initialInterval = "10ms"))
        public void twice() {
            if (context.info().attempt() == 1) {
                throw new IllegalStateException("once more");
            }
            work();
        }

        @Activity(startToCloseTimeout = "30s")
        public Uni<Void> elsewhere() {
            return Uni.createFrom().item("another thread").emitOn(Infrastructure.getDefaultWorkerPool())
                    .invoke(this::work).replaceWithVoid();
        }

        @Activity(startToCloseTimeout = "1s", retry = @RetryPolicy(maximumAttempts = 1))
        public void forgets() {
            context.doNotCompleteOnReturn();
        }

        @Activity(startToCloseTimeout = "30s")
        public void handsOut() {
            tokens.put(context.info().activityId(), context.taskToken());
            context.doNotCompleteOnReturn();
        }

        @Activity(startToCloseTimeout = "30s", retry = @RetryPolicy(maximumAttempts = 1), onFailure = "Follow")
        public void fails() {
            throw new IllegalStateException("for good");
        }

        @Activity(startToCloseTimeout = "30s")
        public void follow(FailedExecution failed) {
            work();
        }

        private void work() {
            tracer.spanBuilder("work").startSpan().end();
        }
    }

    @Inject
    ActivityClient activities;

    @Inject
    Traced traced;

    @Inject
    Tracer tracer;

    @Inject
    InMemorySpanExporter exporter;

    /** {@return the spans of this trace, as soon as it has this number of spans} */
    private List<SpanData> spans(Span caller, int number) {
        return Awaitility.await().atMost(LONG).until(() -> {
            List<SpanData> spans = new ArrayList<>();
            for (SpanData span : exporter.getFinishedSpanItems()) {
                if (span.getTraceId().equals(caller.getSpanContext().getTraceId())) {
                    spans.add(span);
                }
            }
            return spans;
        }, spans -> spans.size() == number);
    }

    private static List<SpanData> named(List<SpanData> spans, String name) {
        return spans.stream().filter(span -> span.getName().equals(name)).toList();
    }

    private static Object attribute(SpanData span, String name) {
        return span.getAttributes().asMap().entrySet().stream().filter(entry -> entry.getKey().getKey().equals(name))
                .map(Map.Entry::getValue).findFirst().orElse(null);
    }

    @Test
    void everyAttemptBelongsToTheStart() throws Exception {
        Span caller = tracer.spanBuilder("caller").startSpan();
        ActivityHandle<Void> handle;
        try (Scope current = caller.makeCurrent()) {
            // With a delay, it is not started eagerly: its attempts are claimed, as on other nodes
            handle = activities.callVoid(Traced.class, Traced::twice).startDelay(Duration.ofMillis(1)).start();
        } finally {
            caller.end();
        }
        handle.result(LONG);
        List<SpanData> spans = spans(caller, 6);
        SpanData start = named(spans, "StartActivity:Twice").get(0);
        assertThat(start.getParentSpanId()).isEqualTo(caller.getSpanContext().getSpanId());
        assertThat(start.getKind()).isEqualTo(SpanKind.PRODUCER);
        assertThat(attribute(start, "activity.id")).isEqualTo(handle.id());
        List<SpanData> attempts = named(spans, "RunActivity:Twice");
        assertThat(attempts).hasSize(2).allSatisfy(attempt -> {
            assertThat(attempt.getParentSpanId()).isEqualTo(start.getSpanId());
            assertThat(attempt.getKind()).isEqualTo(SpanKind.CONSUMER);
            assertThat(attribute(attempt, "activity.run_id")).isEqualTo(handle.runId());
        });
        assertThat(attempts).extracting(attempt -> attribute(attempt, "activity.attempt")).containsExactly(1L, 2L);
        assertThat(attempts.get(0).getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(attempts.get(0).getEvents()).singleElement().satisfies(event -> assertThat(
                event.getAttributes().get(AttributeKey.stringKey("exception.message"))).isEqualTo("once more"));
        assertThat(attempts.get(1).getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(named(spans, "work").get(0).getParentSpanId()).isEqualTo(attempts.get(1).getSpanId());
        SpanData close = named(spans, "CloseActivity:Twice").get(0);
        assertThat(close.getParentSpanId()).isEqualTo(start.getSpanId());
        assertThat(attribute(close, "activity.status")).isEqualTo("COMPLETED");
    }

    @Test
    void asynchronousWorkBelongsToItsAttempt() throws Exception {
        Span caller = tracer.spanBuilder("caller").startSpan();
        try (Scope current = caller.makeCurrent()) {
            activities.callUni(Traced.class, Traced::elsewhere).start().result(LONG);
        } finally {
            caller.end();
        }
        List<SpanData> spans = spans(caller, 5);
        assertThat(named(spans, "work").get(0).getParentSpanId())
                .isEqualTo(named(spans, "RunActivity:Elsewhere").get(0).getSpanId());
    }

    @Test
    void aTimeoutEndsTheTrace() {
        Span caller = tracer.spanBuilder("caller").startSpan();
        try (Scope current = caller.makeCurrent()) {
            ActivityHandle<Void> handle = activities.callVoid(Traced.class, Traced::forgets).start();
            assertThatThrownBy(() -> handle.result(LONG)).isInstanceOf(ActivityFailedException.class);
        } finally {
            caller.end();
        }
        SpanData close = named(spans(caller, 4), "CloseActivity:Forgets").get(0);
        assertThat(attribute(close, "activity.status")).isEqualTo("TIMED_OUT");
        assertThat(close.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(close.getLinks()).isEmpty();
    }

    @Test
    void aFollowUpBelongsToTheTraceOfTheFailedExecution() {
        Span caller = tracer.spanBuilder("caller").startSpan();
        try (Scope current = caller.makeCurrent()) {
            ActivityHandle<Void> handle = activities.callVoid(Traced.class, Traced::fails).start();
            assertThatThrownBy(() -> handle.result(LONG)).isInstanceOf(ActivityFailedException.class);
        } finally {
            caller.end();
        }
        List<SpanData> spans = spans(caller, 7);
        SpanData followed = named(spans, "RunActivity:Follow").get(0);
        assertThat(followed.getParentSpanId()).isEqualTo(named(spans, "StartActivity:Fails").get(0).getSpanId());
        assertThat(named(spans, "work").get(0).getParentSpanId()).isEqualTo(followed.getSpanId());
    }

    @Test
    void anEndFromElsewhereIsLinkedToItsCaller() throws Exception {
        Span caller = tracer.spanBuilder("caller").startSpan();
        ActivityHandle<Void> handle;
        try (Scope current = caller.makeCurrent()) {
            handle = activities.callVoid(Traced.class, Traced::handsOut).start();
        } finally {
            caller.end();
        }
        String token = Awaitility.await().atMost(LONG).until(() -> traced.tokens.get(handle.id()),
                handedOut -> handedOut != null);
        Span webhook = tracer.spanBuilder("webhook").startSpan();
        try (Scope current = webhook.makeCurrent()) {
            activities.completion(token).complete(null);
        } finally {
            webhook.end();
        }
        handle.result(LONG);
        SpanData close = named(spans(caller, 4), "CloseActivity:HandsOut").get(0);
        assertThat(close.getLinks()).extracting(LinkData::getSpanContext).extracting(context -> context.getSpanId())
                .containsExactly(webhook.getSpanContext().getSpanId());
    }
}
