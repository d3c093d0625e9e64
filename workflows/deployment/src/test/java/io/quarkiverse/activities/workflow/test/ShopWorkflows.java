package io.quarkiverse.activities.workflow.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.failure.CanceledFailure;
import io.quarkiverse.activities.workflow.ActivityCancellationType;
import io.quarkiverse.activities.workflow.ActivityFailure;
import io.quarkiverse.activities.workflow.CancellationScope;
import io.quarkiverse.activities.workflow.Promise;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.runtime.runner.RegisteredWorkflow;
import io.quarkiverse.activities.workflow.runtime.runner.WorkflowRegistry;
import io.quarkus.runtime.StartupEvent;

/** The workflows of the tests. */
@Singleton
public class ShopWorkflows {

    final AtomicInteger bugs = new AtomicInteger();
    final AtomicInteger steps = new AtomicInteger();
    final AtomicInteger looks = new AtomicInteger();
    volatile boolean changed;
    volatile Runnable beforeContinuing;

    @Inject
    WorkflowRegistry registry;

    void register(@Observes @Priority(1) StartupEvent event) {
        register("Sequence", CodeWorkflow.of((w, text) -> echo(w.context(), echo(w.context(), text))));
        register("Choice", CodeWorkflow.of((w, text) -> {
            echo(w.context(), "first");
            return echo(w.context(), text.equals("long") ? "second" : "other") + text.length();
        }));
        register("Parallel", CodeWorkflow.of((w, text) -> {
            List<Promise<String>> promises = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                int number = i;
                promises.add(w.context().async(() -> echo(w.context(), text + number)));
            }
            Promise.allOf(promises).get();
            return promises.stream().map(Promise::get).toList().toString();
        }));
        register("Sleep", CodeWorkflow.of((w, text) -> {
            var before = w.context().now();
            w.context().sleep(Duration.parse(text));
            return Duration.between(before, w.context().now()).compareTo(Duration.parse(text)) >= 0;
        }));
        register("Signals", CodeWorkflow.of((w, text) -> {
            w.context().await(() -> w.text("word") != null && w.text("word").length() >= Integer.parseInt(text));
            return w.text("word");
        }).keeping("word").query("words", CodeWorkflow.Instance::state));
        register("AwaitWithTimeout", CodeWorkflow.of((w, text) -> {
            boolean came = w.context().await(Duration.parse(text), () -> w.text("word") != null);
            return came + " " + w.text("word");
        }).keeping("word"));
        for (ActivityCancellationType type : ActivityCancellationType.values()) {
            register("Cancel" + type, CodeWorkflow.of((w, text) -> canceling(w.context(), type, text)));
        }
        register("Failing", CodeWorkflow.of((w, text) -> w.context().activity("Refuse", String.class, text).execute()));
        register("Throwing", CodeWorkflow.of((w, text) -> {
            throw ApplicationFailure.newNonRetryableFailure(text, "Thrown");
        }));
        register("Buggy", CodeWorkflow.of((w, text) -> {
            if (bugs.incrementAndGet() < 3) {
                throw new IllegalStateException("bug");
            }
            return "mended";
        }));
        register("Counting", CodeWorkflow.of((w, text) -> {
            int number = Integer.parseInt(text);
            w.state().put("number", text);
            if (number > 0) {
                w.context().continueAsNew(String.valueOf(number - 1));
            }
            w.context().await(() -> w.text("word") != null);
            return "done " + w.text("word");
        }).keeping("word").query("number", w -> w.text("number")));
        register("Restless", CodeWorkflow.of((w, text) -> {
            if (!text.equals("last")) {
                beforeContinuing.run();
                w.context().continueAsNew("last");
            }
            w.context().await(() -> w.text("word") != null && w.text("word").endsWith("end"));
            return w.text("word");
        }).keeping("word"));
        register("Steps", CodeWorkflow.of((w, text) -> {
            String first = w.context().step("first", String.class, () -> "s" + steps.incrementAndGet());
            String second = echo(w.context(), first);
            return w.context().step("second", String.class, () -> second + steps.incrementAndGet());
        }));
        register("FailingStep", CodeWorkflow.of((w, text) -> w.context().step("fails", String.class, () -> {
            throw ApplicationFailure.newNonRetryableFailure("no", "No");
        })));
        register("LocalAndSignal", CodeWorkflow.of((w, text) -> {
            Promise<String> local = w.context().local("WaitFor", String.class, text).start();
            w.context().await(() -> w.text("word") != null);
            String early = w.text("word") + local.isDone();
            return early + local.get();
        }).keeping("word"));
        register("Gated", CodeWorkflow.of((w, text) -> w.context().activity("WaitFor", String.class, text).execute()));
        register("GivesUp", CodeWorkflow.of((w, text) -> {
            CancellationScope scope = w.context().scope(
                    () -> w.context().activity("UntilCanceled", String.class, text).start());
            scope.run();
            w.context().await(() -> w.text("word") != null);
            scope.cancel("given up");
            w.context().await(() -> w.text("word").endsWith("end"));
            return w.text("word");
        }).keeping("word"));
        register("GivesUpMany", CodeWorkflow.of((w, text) -> {
            CancellationScope scope = w.context().scope(() -> {
                for (int i = 1; i <= Integer.parseInt(text); i++) {
                    w.context().activity("Absent" + i, String.class).taskQueue("nowhere")
                            .startToCloseTimeout(Duration.ofMinutes(1)).start();
                }
            });
            scope.run();
            w.context().await(() -> w.text("word") != null);
            scope.cancel("given up");
            w.context().await(() -> w.text("word").endsWith("end"));
            return w.text("word");
        }).keeping("word"));
        register("Changing", CodeWorkflow.of((w, text) -> {
            String result = changed ? w.context().activity("Refuse", String.class, text).execute() : echo(w.context(), text);
            w.context().await(() -> w.text("word") != null);
            return result;
        }).keeping("word"));
        register("Random", CodeWorkflow.of((w, text) -> w.context()
                .activity("Look" + looks.incrementAndGet(), String.class, text).startToCloseTimeout(Duration.ofMinutes(1))
                .execute()));
        register("One", CodeWorkflow.of((w, text) -> echo(w.context(), text)));
        register("TenSteps", CodeWorkflow.of((w, text) -> {
            for (int i = 0; i < 10; i++) {
                w.context().step("step", String.class, () -> text);
            }
            return text;
        }));
        register("FanOut", CodeWorkflow.of((w, text) -> {
            List<Promise<String>> promises = new ArrayList<>();
            for (int i = 0; i < Integer.parseInt(text); i++) {
                promises.add(w.context().activity("Echo", String.class, text).start());
            }
            Promise.allOf(promises).get();
            return String.valueOf(promises.size());
        }));
        register("Unwritable", CodeWorkflow.of((w, text) -> w.context().activity(text.repeat(2_000), String.class, text)
                .taskQueue("shop").startToCloseTimeout(Duration.ofMinutes(1)).execute()));
        register("Sending", CodeWorkflow.of((w, text) -> {
            w.context().external(text).signal("word", "from another");
            return "sent";
        }));
        register("Long", CodeWorkflow.of((w, text) -> {
            String all = "";
            for (int i = 0; i < 40; i++) {
                all = echo(w.context(), "long" + i);
            }
            return all;
        }));
    }

    private static String echo(WorkflowContext context, String text) {
        return context.activity("Echo", String.class, text).execute();
    }

    private static String canceling(WorkflowContext context, ActivityCancellationType type, String name) {
        Promise<String> promise = context.activity("UntilCanceled", String.class, name).cancellation(type).start();
        try {
            return promise.get();
        } catch (ActivityFailure e) {
            return e.getCause() instanceof CanceledFailure ? "canceled" : "failed";
        }
    }

    private void register(String type, CodeWorkflow code) {
        registry.register(new RegisteredWorkflow(type, 1, "shop", code, null));
    }
}
