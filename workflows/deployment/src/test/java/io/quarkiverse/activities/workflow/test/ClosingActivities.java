package io.quarkiverse.activities.workflow.test;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.RetryPolicy;
import io.quarkiverse.activities.failure.ActivityCompletionException;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.workflow.ActivityCancellationType;
import io.quarkiverse.activities.workflow.WorkflowActivity;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.runtime.runner.RegisteredWorkflow;
import io.quarkiverse.activities.workflow.runtime.runner.WorkflowRegistry;
import io.quarkus.runtime.StartupEvent;

/** Activities in every state, and a workflow that closes while they are open. */
@Singleton
public class ClosingActivities {

    static final int POLLING = 1;
    static final int BEATING = 2;
    static final int BACKING_OFF = 3;
    static final int UNSTARTED = 4;
    static final int ABANDONED = 5;

    private final Map<String, CountDownLatch> latches = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();

    @Inject
    ActivityContext context;

    @Inject
    WorkflowRegistry registry;

    void register(@Observes @Priority(1) StartupEvent event) {
        register("Busy", CodeWorkflow.of((w, text) -> {
            if (text.isEmpty()) {
                return "continued";
            }
            activity(w.context(), "Polling", text).start();
            activity(w.context(), "Beating", text).start();
            activity(w.context(), "Failing", text).start();
            activity(w.context(), "Polling", "unstarted").taskQueue("nobody-serves-it")
                    .startToCloseTimeout(Duration.ofHours(2)).start();
            activity(w.context(), "Held", text).cancellation(ActivityCancellationType.ABANDON).start();
            w.context().await(() -> w.text("word") != null);
            return switch (w.text("word")) {
                case "continue" -> {
                    w.context().continueAsNew("");
                    yield null;
                }
                case "fail" -> throw ApplicationFailure.newFailure("no", "No");
                default -> w.text("word");
            };
        }).keeping("word"));
        register("BusyWithLocal", CodeWorkflow.of((w, text) -> w.context().step("polling", String.class, () -> polling(text))));
        register("LeavingActivities", CodeWorkflow.of((w, text) -> {
            activity(w.context(), "Beating", text).start();
            activity(w.context(), "Held", text).cancellation(ActivityCancellationType.ABANDON).start();
            return "left";
        }));
    }

    private static WorkflowActivity<String> activity(WorkflowContext context, String type, String text) {
        return context.activity(type, String.class, text);
    }

    private void register(String type, CodeWorkflow code) {
        registry.register(new RegisteredWorkflow(type, 1, "closing", code, null));
    }

    /** {@return a latch that is opened by what the name says} */
    CountDownLatch latch(String name) {
        return latches.computeIfAbsent(name, key -> new CountDownLatch(1));
    }

    int attempts(String name) {
        return attempts.computeIfAbsent(name, key -> new AtomicInteger()).get();
    }

    /** Never heartbeats. */
    @Activity(startToCloseTimeout = "2h")
    public String polling(String name) throws InterruptedException {
        latch(name + " polls").countDown();
        while (!context.isCancelRequested()) {
            Thread.sleep(10);
        }
        latch(name + " has polled a cancellation").countDown();
        return "done anyway";
    }

    @Activity(startToCloseTimeout = "2h", heartbeatTimeout = "1h")
    public String beating(String name) throws InterruptedException {
        latch(name + " beats").countDown();
        while (true) {
            try {
                context.heartbeat(null);
            } catch (ActivityCompletionException e) {
                latch(name + " cannot beat").countDown();
                throw e;
            }
            Thread.sleep(10);
        }
    }

    @Activity(startToCloseTimeout = "2h", retry = @RetryPolicy(initialInterval = "1h"))
    public String failing(String name) {
        attempts(name);
        attempts.get(name).incrementAndGet();
        throw ApplicationFailure.newFailure("not yet", "NotYet");
    }

    @Activity(startToCloseTimeout = "2h")
    public String held(String name) throws InterruptedException {
        latch(name + " is held").countDown();
        return latch(name + " is let go").await(60, TimeUnit.SECONDS) ? "let go" : "forgotten";
    }
}
