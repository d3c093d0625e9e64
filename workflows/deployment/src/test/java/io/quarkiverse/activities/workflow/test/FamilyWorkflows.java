package io.quarkiverse.activities.workflow.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.failure.CanceledFailure;
import io.quarkiverse.activities.workflow.CancellationScope;
import io.quarkiverse.activities.workflow.ChildCancellationType;
import io.quarkiverse.activities.workflow.ChildHandle;
import io.quarkiverse.activities.workflow.ChildWorkflow;
import io.quarkiverse.activities.workflow.ExternalCancelException;
import io.quarkiverse.activities.workflow.ParentClosePolicy;
import io.quarkiverse.activities.workflow.Promise;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.runtime.runner.RegisteredWorkflow;
import io.quarkiverse.activities.workflow.runtime.runner.WorkflowRegistry;
import io.quarkus.runtime.StartupEvent;

/** Workflows that have children, or send messages to each other. */
@Singleton
public class FamilyWorkflows {

    private static final Duration HOUR = Duration.ofHours(1);

    @Inject
    WorkflowRegistry registry;

    void register(@Observes @Priority(1) StartupEvent event) {
        registerChildren();
        registerParents();
        registerSenders();
    }

    private void registerChildren() {
        register("Child", CodeWorkflow.of((w, text) -> text + " of " + w.context().info().parentWorkflowId().orElse("nobody")));
        register("Refusing", CodeWorkflow.of((w, text) -> w.context().activity("Refuse", String.class, text).execute()));
        register("Waiting", CodeWorkflow.of((w, text) -> {
            w.context().await(() -> w.text("word") != null);
            return text + w.text("word");
        }).keeping("word"));
        register("Collecting", CodeWorkflow.of((w, text) -> {
            w.context().await(() -> w.text("word") != null && w.text("word").length() == text.length());
            return w.text("word");
        }).keeping("word"));
        register("Cleaning", CodeWorkflow.of((w, text) -> {
            try {
                w.context().sleep(HOUR);
            } catch (CanceledFailure e) {
                w.context().detachedScope(() -> w.context().activity("WaitFor", String.class, text).execute()).run();
                throw e;
            }
            return "not canceled";
        }));
        register("Chain", CodeWorkflow.of((w, text) -> {
            int number = Integer.parseInt(text);
            if (number > 0) {
                // If this run got the word, the others need not wait for it
                w.context().continueAsNew(w.text("word") == null ? String.valueOf(number - 1) : "-1");
            }
            w.context().await(() -> number < 0 || w.text("word") != null);
            return "end of the chain of " + w.context().info().parentWorkflowId().orElse("nobody");
        }).keeping("word"));
        register("EndlessChain", CodeWorkflow.of((w, text) -> {
            w.context().sleep(Duration.ofMillis(1));
            w.context().continueAsNew(text);
            return null;
        }));
    }

    private void registerParents() {
        register("ParentOf", CodeWorkflow.of((w, text) -> child(w.context(), text).execute()));
        register("Generations", CodeWorkflow.of((w, text) -> {
            int depth = Integer.parseInt(text);
            return depth == 0 ? w.context().activity("Refuse", String.class, "deep").execute()
                    : child(w.context(), "Generations " + (depth - 1)).execute();
        }));
        register("Dynasty", CodeWorkflow.of((w, text) -> {
            int depth = Integer.parseInt(text);
            if (depth > 0) {
                child(w.context(), "Dynasty " + (depth - 1)).id(w.context().info().workflowId() + "." + depth).start()
                        .started().get();
            }
            w.context().await(() -> w.text("word") != null);
            return w.text("word");
        }).keeping("word"));
        register("TimingOut", CodeWorkflow.of(
                (w, text) -> child(w.context(), "Waiting x").runTimeout(Duration.ofMillis(300)).execute()));
        register("Replacing", CodeWorkflow.of((w, text) -> {
            ChildHandle<String> first = child(w.context(), "Waiting first").id(text).start();
            first.started().get();
            ChildHandle<String> second = child(w.context(), "Waiting second").id(text).terminateIfRunning().start();
            second.signal("word", "!");
            String ended = outcome(first.result());
            return ended + ", " + second.result().get();
        }));
        register("Taken", CodeWorkflow.of((w, text) -> {
            ChildHandle<String> child = child(w.context(), "Waiting x").id(text).start();
            return outcome(child.started()) + ", " + outcome(child.result());
        }));
        register("Family", CodeWorkflow.of((w, text) -> {
            for (ParentClosePolicy policy : ParentClosePolicy.values()) {
                child(w.context(), policy == ParentClosePolicy.REQUEST_CANCEL ? "Cleaning " + text : "Waiting x")
                        .id(text + policy).parentClosePolicy(policy).cancellation(ChildCancellationType.ABANDON).start()
                        .started().get();
            }
            w.context().await(() -> w.text("word") != null);
            return switch (w.text("word")) {
                case "continue" -> {
                    w.context().continueAsNew("0");
                    yield null;
                }
                case "fail" -> throw ApplicationFailure.newFailure("no", "No");
                default -> w.text("word");
            };
        }).keeping("word"));
        register("Leaving", CodeWorkflow.of((w, text) -> {
            for (ParentClosePolicy policy : ParentClosePolicy.values()) {
                child(w.context(), "Waiting x").id(text + policy).parentClosePolicy(policy).start();
            }
            return "left";
        }));
        for (ChildCancellationType type : ChildCancellationType.values()) {
            register("Canceling" + type, CodeWorkflow.of((w, text) -> canceling(w, type, text)).keeping("word"));
        }
        register("ParentOfEndlessChain", CodeWorkflow.of((w, text) -> {
            child(w.context(), "EndlessChain x").id(text).start().started().get();
            w.context().await(() -> w.text("word") != null);
            return "done";
        }).keeping("word"));
        register("Race", CodeWorkflow.of((w, text) -> {
            ChildHandle<String> child = child(w.context(), "Waiting x").id(text).start();
            child.started().get();
            w.context().await(() -> w.text("word") != null || child.result().isDone());
            return child.result().isDone() ? "child" : "signal";
        }).keeping("word"));
    }

    private void registerSenders() {
        register("Signaling", CodeWorkflow.of((w, text) -> {
            String[] target = text.split(" ");
            try {
                (target.length == 1 ? w.context().external(target[0]) : w.context().external(target[0], target[1]))
                        .signal("word", "hello");
                return "delivered";
            } catch (ApplicationFailure e) {
                return e.type();
            }
        }));
        register("Requesting", CodeWorkflow.of((w, text) -> {
            try {
                w.context().external(text).cancel();
                return "delivered";
            } catch (ExternalCancelException e) {
                return e.getMessage();
            }
        }));
        register("Mutual", CodeWorkflow.of((w, text) -> {
            w.context().external(text).signal("word", "from " + w.context().info().workflowId());
            w.context().await(() -> w.text("word") != null);
            return w.text("word");
        }).keeping("word"));
        register("Beside", CodeWorkflow.of((w, text) -> {
            List<Promise<Void>> sent = new ArrayList<>();
            sent.add(w.context().async(() -> w.context().external(text).signal("word", "first")));
            sent.add(w.context().async(() -> w.context().external(text).signal("word", "second")));
            String result = w.context().activity("Echo", String.class, text).execute();
            Promise.allOf(sent).get();
            return result;
        }));
    }

    private String canceling(CodeWorkflow.Instance w, ChildCancellationType type, String text) {
        Promise<String>[] result = new Promise[1];
        CancellationScope scope = w.context().scope(() -> {
            ChildHandle<String> child = child(w.context(), "Cleaning " + text).id(text).cancellation(type)
                    .parentClosePolicy(ParentClosePolicy.ABANDON).start();
            result[0] = child.result();
            child.started().get();
        });
        scope.run();
        w.context().await(() -> w.text("word") != null);
        scope.cancel("enough");
        String outcome = outcome(result[0]);
        if (w.text("word").equals("cancel")) {
            w.context().sleep(Duration.ofMillis(1)); // the request goes out with a task that does not close the run
        }
        return outcome;
    }

    /** {@return how a promise ended: the classes of its failure, outermost first, or its value} */
    private static String outcome(Promise<String> promise) {
        try {
            return promise.get();
        } catch (RuntimeException e) {
            StringBuilder text = new StringBuilder(e.getClass().getSimpleName());
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                text.append(" <- ").append(cause.getClass().getSimpleName());
            }
            return text.toString();
        }
    }

    private static ChildWorkflow<String> child(WorkflowContext context, String call) {
        String[] words = call.split(" ");
        return context.child(words[0], String.class, words[1]);
    }

    private void register(String type, CodeWorkflow code) {
        registry.register(new RegisteredWorkflow(type, 1, "shop", code, null));
    }
}
