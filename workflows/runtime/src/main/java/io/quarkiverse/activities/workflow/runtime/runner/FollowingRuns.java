package io.quarkiverse.activities.workflow.runtime.runner;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.runtime.execution.Identifiers;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.ContinueAsNewOptions;
import io.quarkiverse.activities.workflow.runtime.replay.ChildSpec;
import io.quarkiverse.activities.workflow.runtime.replay.Closing;
import io.quarkiverse.activities.workflow.runtime.replay.Decision;
import io.quarkiverse.activities.workflow.runtime.replay.Rules;
import io.quarkiverse.activities.workflow.runtime.store.NewChild;
import io.quarkiverse.activities.workflow.runtime.store.NewRun;
import io.quarkiverse.activities.workflow.runtime.store.ParentLink;
import io.quarkiverse.activities.workflow.runtime.store.RunOptions;
import io.quarkiverse.activities.workflow.runtime.store.RunOrigin;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;

/** The runs that follow from a Workflow Task: children, and the run that continues one. */
@Singleton
class FollowingRuns {

    private final WorkflowRegistry registry;
    private final WorkflowStore store;
    private final RunContexts contexts;

    FollowingRuns(WorkflowRegistry registry, WorkflowStore store, RunContexts contexts) {
        this.registry = registry;
        this.store = store;
        this.contexts = contexts;
    }

    /**
     * {@return the row of a child of a run}
     *
     * @throws IllegalArgumentException if the child cannot be started
     */
    NewChild child(RunRow parent, Decision.StartChild decision) {
        ChildSpec spec = decision.spec();
        Identifiers.check("Workflow Type", spec.type());
        Identifiers.check("Workflow Id", spec.workflowId());
        RegisteredWorkflow known = registry.latest(spec.type());
        UUID run = store.newRunId();
        NewRun start = new NewRun(run, spec.workflowId(), spec.type(), known == null ? 1 : known.version(),
                Rules.CURRENT.version(), taskQueue(parent, spec, known), Payload.bytes(spec.arguments()),
                options(parent, spec), RunOrigin.first(run), null, spec.reuse(),
                spec.terminateIfRunning() ? IdConflictPolicy.TERMINATE_EXISTING : IdConflictPolicy.FAIL, null,
                contexts.ofTask(), new ParentLink(parent.runId(), parent.workflowId(), decision.number(), spec.parentClose()));
        return new NewChild(decision.number(), start);
    }

    private static RunOptions options(RunRow parent, ChildSpec spec) {
        return RunOptions.of(parent.taskTimeout(), Objects.requireNonNullElse(spec.runTimeout(), Duration.ZERO),
                Objects.requireNonNullElse(spec.executionTimeout(), Duration.ZERO), Duration.ZERO, parent.options().priority(),
                spec.retry());
    }

    private String taskQueue(RunRow parent, ChildSpec spec, RegisteredWorkflow known) {
        if (spec.taskQueue() != null) {
            return spec.taskQueue();
        }
        return known != null && registry.hasOwnQueue(spec.type()) ? known.taskQueue() : parent.taskQueue();
    }

    /** {@return the run that continues this one, with the latest version of its definition} */
    NewRun continuing(RunRow row, Closing.ContinuedAsNew continued) {
        ContinueAsNewOptions changes = continued.options();
        String type = Objects.requireNonNullElse(changes.workflowType(), row.workflowType());
        RegisteredWorkflow latest = registry.latest(type);
        String queue = changes.taskQueue() != null ? changes.taskQueue()
                : changes.workflowType() != null && latest != null ? latest.taskQueue() : row.taskQueue();
        RunOptions options = row.options().changed(changes.taskTimeout(), changes.runTimeout(), changes.startDelay(),
                changes.retry());
        return NewRun.continuing(row, store.newRunId(), type, latest == null ? 1 : latest.version(), Rules.CURRENT.version(),
                queue, Payload.bytes(continued.arguments()), options, 1, contexts.ofTask());
    }
}
