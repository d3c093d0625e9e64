package io.quarkiverse.activities.workflow.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.workflow.ChildHandle;
import io.quarkiverse.activities.workflow.Promise;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.runtime.runner.RegisteredWorkflow;
import io.quarkiverse.activities.workflow.runtime.runner.WorkflowRegistry;
import io.quarkus.runtime.StartupEvent;

/** Workflows that are repaired. */
@Singleton
public class RepairWorkflows {

    volatile boolean broken;

    @Inject
    WorkflowRegistry registry;

    void register(@Observes @Priority(1) StartupEvent event) {
        register("Steps3", CodeWorkflow.of((w, text) -> {
            String all = "";
            for (int i = 1; i <= 3; i++) {
                all += echo(w.context(), text + i);
            }
            if (broken) {
                w.context().activity("Refuse", String.class, text).execute();
            }
            return all;
        }));
        register("Words", CodeWorkflow.of((w, text) -> {
            echo(w.context(), text);
            w.context().await(() -> w.text("word") != null && w.text("word").endsWith("end"));
            return w.text("word");
        }).keeping("word").query("words", w -> w.text("word")));
        register("Chance", CodeWorkflow.of((w, text) -> {
            UUID first = w.context().uuid();
            echo(w.context(), text + first);
            UUID second = w.context().uuid();
            echo(w.context(), text + second);
            w.context().await(() -> w.text("word") != null);
            return first + " " + second;
        }).keeping("word"));
        register("TwoGates", CodeWorkflow.of((w, text) -> {
            Promise<String> slow = w.context().activity("WaitFor", String.class, text).start();
            echo(w.context(), text);
            return slow.get();
        }));
        register("Minding", CodeWorkflow.of((w, text) -> {
            ChildHandle<String> early = w.context().child("Minded", String.class, "early").id(text + "-early").start();
            early.started().get();
            echo(w.context(), text);
            ChildHandle<String> late = w.context().child("Minded", String.class, "late").id(text + "-late").start();
            return early.result().get() + " " + late.result().get();
        }));
        register("Minded", CodeWorkflow.of((w, text) -> {
            w.context().await(() -> w.text("word") != null);
            return text + ":" + w.text("word");
        }).keeping("word"));
        register("Fragile", CodeWorkflow.of((w, text) -> {
            if (broken) {
                throw new IllegalStateException("bug");
            }
            return "mended";
        }));
        register("Evolving", CodeWorkflow.of((w, text) -> {
            if (broken && text.startsWith("swap")) {
                w.context().activity("Refuse", String.class, text).execute();
            }
            String first = echo(w.context(), text);
            if (broken && text.startsWith("throw")) {
                throw new IllegalStateException("cannot read the answer");
            }
            w.context().await(() -> w.text("word") != null);
            return first + (broken ? echo(w.context(), "new") : "");
        }).keeping("word"));
        register("Looping", CodeWorkflow.of((w, text) -> {
            for (int i = 0; i < Integer.parseInt(text); i++) {
                w.context().sleep(Duration.ofMillis(1));
            }
            return "done";
        }));
        register("Calling", CodeWorkflow.of((w, text) -> {
            List<Promise<String>> calls = new ArrayList<>();
            for (int i = 0; i < Integer.parseInt(text); i++) {
                calls.add(w.context().activity("WaitFor", String.class, "calling").start());
            }
            Promise.allOf(calls).get();
            return "done";
        }));
        register("Bearing", CodeWorkflow.of((w, text) -> {
            for (int i = 0; i < Integer.parseInt(text); i++) {
                w.context().child("Minded", String.class, "x").start();
            }
            w.context().await(() -> w.text("word") != null);
            return "done";
        }).keeping("word"));
        register("Napping", CodeWorkflow.of((w, text) -> {
            w.context().sleep(Duration.parse(text));
            return "awake " + w.text("word");
        }).keeping("word"));
    }

    private static String echo(WorkflowContext context, String text) {
        return context.activity("Echo", String.class, text).execute();
    }

    private void register(String type, CodeWorkflow code) {
        registry.register(new RegisteredWorkflow(type, 1, "shop", code, null));
    }
}
