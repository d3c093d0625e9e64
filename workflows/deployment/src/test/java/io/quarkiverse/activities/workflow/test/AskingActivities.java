package io.quarkiverse.activities.workflow.test;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.workflow.ActivityCancellationType;
import io.quarkiverse.activities.workflow.ActivityFailure;
import io.quarkiverse.activities.workflow.CancellationScope;
import io.quarkiverse.activities.workflow.Promise;
import io.quarkiverse.activities.workflow.WorkflowActivity;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.runtime.runner.RegisteredWorkflow;
import io.quarkiverse.activities.workflow.runtime.runner.WorkflowRegistry;
import io.quarkus.runtime.StartupEvent;

/** An activity that somebody else completes, and workflows that choose its Activity Id. */
@Singleton
public class AskingActivities {

    @Inject
    ActivityContext context;

    @Inject
    WorkflowRegistry registry;

    void register(@Observes @Priority(1) StartupEvent event) {
        register("AskTwice", CodeWorkflow.of((w, text) -> {
            String first = ask(w.context(), text).execute();
            return first + "," + ask(w.context(), text).execute();
        }));
        register("AskSameTwice", CodeWorkflow.of((w, text) -> {
            Promise<String> first = ask(w.context(), text).start();
            Promise<String> second = ask(w.context(), text).start();
            return first.get() + second.get();
        }));
        register("AskAgain", CodeWorkflow.of((w, text) -> {
            CancellationScope scope = w.context().scope(() -> ask(w.context(), text).start());
            scope.run();
            w.context().await(() -> w.text("told") != null);
            scope.cancel("ask again");
            w.context().await(() -> w.text("told").endsWith("again"));
            return ask(w.context(), text).execute();
        }).keeping("told"));
        register("AskAndCatch", CodeWorkflow.of((w, text) -> {
            try {
                return ask(w.context(), text).execute();
            } catch (ActivityFailure e) {
                return e.activityId() + ": " + e.getCause().getMessage();
            }
        }));
        register("AskAndWait", CodeWorkflow
                .of((w, text) -> ask(w.context(), text).cancellation(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                        .execute()));
        register("AskUrgently", CodeWorkflow.of((w, text) -> ask(w.context(), text).priority(1).execute()));
        register("AskWithoutId", CodeWorkflow.of((w, text) -> w.context().activity("Ask", String.class, text).execute()));
    }

    private static WorkflowActivity<String> ask(WorkflowContext context, String text) {
        return context.activity("Ask", String.class, text).activityId("question");
    }

    private void register(String type, CodeWorkflow code) {
        registry.register(new RegisteredWorkflow(type, 1, "asking", code, null));
    }

    @Activity(name = "Ask", startToCloseTimeout = "1h")
    String ask(String text) {
        context.doNotCompleteOnReturn();
        return null;
    }
}
