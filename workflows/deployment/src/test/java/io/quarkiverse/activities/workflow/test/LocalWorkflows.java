package io.quarkiverse.activities.workflow.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.workflow.CancellationScope;
import io.quarkiverse.activities.workflow.Durability;
import io.quarkiverse.activities.workflow.LocalActivity;
import io.quarkiverse.activities.workflow.Promise;
import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.runtime.runner.RegisteredWorkflow;
import io.quarkiverse.activities.workflow.runtime.runner.WorkflowRegistry;
import io.quarkus.runtime.StartupEvent;

/** Workflows with Local Activities. */
@Singleton
public class LocalWorkflows {

    static final String QUEUE = "locals";

    @Inject
    WorkflowRegistry registry;

    @Inject
    WorkflowClient client;

    @Inject
    LocalActivitiesOfTest bodies;

    @Inject
    Ledger ledger;

    void register(@Observes @Priority(1) StartupEvent event) {
        register("AttemptsTimeOut", CodeWorkflow.of((w, name) -> local(w, "UntilToldToStop", name)
                .startToCloseTimeout(Duration.ofMillis(200)).retry(attempts(2)).execute()));
        register("CallTimesOut", CodeWorkflow.of((w, name) -> local(w, "UntilToldToStop", name)
                .scheduleToCloseTimeout(Duration.ofSeconds(2)).execute()));
        register("Retried", CodeWorkflow.of((w, name) -> failing(w, name, 2).retry(attempts(5)).execute()));
        register("NotRetried", CodeWorkflow.of((w, name) -> failing(w, name, 2)
                .retry(RetryOptions.create().initialInterval(Duration.ofMillis(1))).execute()));
        register("RetriedLater", CodeWorkflow.of((w, name) -> failing(w, name, 1).retry(attempts(2))
                .localRetryThreshold(Duration.ofMillis(1)).execute()));
        register("ScopeCanceled", CodeWorkflow.of((w, name) -> {
            List<Promise<String>> promises = new ArrayList<>();
            CancellationScope scope = w.context().scope(() -> promises.add(local(w, "UntilToldToStop", name).start()));
            scope.run();
            w.context().await(() -> w.text("word") != null);
            scope.cancel("enough");
            return promises.get(0).get();
        }).keeping("word"));
        register("CallOnce", CodeWorkflow.of((w, name) -> local(w, "UntilToldToStop", name).execute()));
        register("Described", CodeWorkflow.of((w, name) -> local(w, "Describe", name).execute()));
        register("Stages", CodeWorkflow.of((w, name) -> local(w, "Uni", name).execute() + " "
                + local(w, "Stage", name).execute()));
        register("Left", CodeWorkflow.of((w, name) -> {
            Promise<String> left = local(w, "UntilToldToStop", name).start();
            w.context().await(() -> w.text("word") != null);
            return "left " + left.isDone();
        }).keeping("word"));
        register("Error", CodeWorkflow.of((w, name) -> local(w, "Error", name).execute()));
        register("Crowd", CodeWorkflow.of((w, name) -> {
            List<Promise<String>> promises = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                promises.add(local(w, "Gated", name).start());
            }
            Promise.allOf(promises).get();
            return "all";
        }));
        register("Written", CodeWorkflow.of((w, name) -> w.context().local("Written", String.class, name, 0).execute()));
        register("WrittenAgain", CodeWorkflow.of((w, name) -> w.context().local("Written", String.class, name, 1)
                .retry(attempts(3)).execute()));
        register("WrittenOrRefused", CodeWorkflow.of((w, name) -> w.context().local("Written", String.class, name, 0)
                .retry(attempts(3)).execute()));
        register("WrittenStep", CodeWorkflow.of((w, name) -> w.context().localStep("write", String.class, () -> {
            ledger.write(name);
            if (bodies.increment(name) == 1) {
                throw new IllegalStateException("roll back");
            }
            return name;
        }).transactional().retry(attempts(3)).execute()));
        for (Durability durability : Durability.values()) {
            register("Ten" + durability, CodeWorkflow.of((w, name) -> {
                int last = 0;
                for (int i = 0; i < 10; i++) {
                    last = w.context().localStep("step" + i, Integer.class, () -> bodies.increment(name))
                            .durability(durability).execute();
                }
                return "" + last;
            }));
        }
        register("SignaledByBody", CodeWorkflow.of((w, name) -> {
            w.context().step("signal", () -> {
                bodies.increment(name);
                client.handle(name).signal("word", "from the body");
            });
            return "closed " + w.text("word");
        }).keeping("word"));
        register("Looping", CodeWorkflow.of((w, name) -> {
            bodies.increment(name);
            while (bodies.latch(name).getCount() > 0) {
                Thread.onSpinWait();
            }
            return "ended";
        }));
        register("LoopingInReplay", CodeWorkflow.of((w, name) -> {
            if (bodies.latch(name + " loops").getCount() == 0) {
                bodies.await(name);
            }
            w.context().await(() -> w.text("word") != null);
            return w.text("word");
        }).keeping("word"));
        register("Blocking", CodeWorkflow.of((w, name) -> {
            bodies.await(name);
            return "ended";
        }));
        register("Stubborn", CodeWorkflow.of((w, name) -> {
            while (true) {
                try {
                    w.context().await(() -> false);
                } catch (Throwable swallowed) {
                    bodies.increment(name);
                }
            }
        }));
        register("LocalThenWord", CodeWorkflow.of((w, name) -> {
            w.context().local("Gated", String.class, name).execute();
            String before = w.text("word");
            w.context().await(() -> w.text("word") != null);
            return before + " " + w.text("word");
        }).keeping("word"));
        register("Waiting", CodeWorkflow.of((w, name) -> local(w, "Gated", name)
                .scheduleToStartTimeout(Duration.ofSeconds(10)).execute()));
    }

    private static LocalActivity<String> local(CodeWorkflow.Instance workflow, String type, String name) {
        return workflow.context().local(type, String.class, name);
    }

    private static LocalActivity<String> failing(CodeWorkflow.Instance workflow, String name, int times) {
        return workflow.context().local("Failing", String.class, name, times);
    }

    private static RetryOptions attempts(int maximum) {
        return RetryOptions.create().maximumAttempts(maximum).initialInterval(Duration.ofMillis(10));
    }

    private void register(String type, CodeWorkflow code) {
        registry.register(new RegisteredWorkflow(type, 1, QUEUE, code, null));
    }
}
