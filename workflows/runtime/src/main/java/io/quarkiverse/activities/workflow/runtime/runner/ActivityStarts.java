package io.quarkiverse.activities.workflow.runtime.runner;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.runtime.execution.Identifiers;
import io.quarkiverse.activities.runtime.execution.Options;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.runtime.store.value.NewExecution;
import io.quarkiverse.activities.runtime.worker.Worker;
import io.quarkiverse.activities.runtime.worker.attempt.CompletionRoute;
import io.quarkiverse.activities.runtime.worker.queue.EagerSlot;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.ActivityCancellationType;
import io.quarkiverse.activities.workflow.runtime.replay.ActivityIds;
import io.quarkiverse.activities.workflow.runtime.replay.ActivitySpec;
import io.quarkiverse.activities.workflow.runtime.replay.Decision;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;

/** Makes rows of the activities that workflow code starts. */
@Singleton
class ActivityStarts {

    private final StartResolver resolver;
    private final WorkflowStore store;
    private final Worker worker;
    private final RunContexts contexts;

    ActivityStarts(StartResolver resolver, WorkflowStore store, Worker worker, RunContexts contexts) {
        this.resolver = resolver;
        this.store = store;
        this.worker = worker;
        this.contexts = contexts;
    }

    /**
     * An activity to start.
     *
     * @param slot the slot of this node in which it runs after the commit, or null if it waits in its queue
     */
    record Start(NewExecution row, EagerSlot slot) {
    }

    /**
     * {@return an activity of a run to start, if possible as already claimed by this node} Pass it to {@link #committed} or to
     * {@link #abandoned}.
     *
     * @throws IllegalArgumentException if the activity cannot be started
     */
    Start start(RunRow row, Decision.ScheduleActivity decision) {
        UUID run = row.runId();
        ActivitySpec spec = decision.spec();
        Identifiers.checkIfGiven("Activity Id", spec.activityId());
        StartResolver.Resolved resolved = resolver.resolve(spec, row.options());
        Options options = resolved.waiting().options();
        EagerSlot slot = worker.reserve(options.taskQueue(), spec.type(), options.priority());
        boolean outlives = spec.cancellation() == ActivityCancellationType.ABANDON;
        return new Start(new NewExecution(store.newRunId(), ActivityIds.of(run, decision.number()), spec.type(),
                Payload.bytes(spec.arguments()), contexts.ofTask(), slot == null ? resolved.waiting() : resolved.claimed(),
                IdReusePolicy.ALLOW_DUPLICATE, IdConflictPolicy.FAIL, null, resolved.sources(), null, false, run,
                outlives ? -decision.number() : decision.number()), slot);
    }

    /** @param scheduled when the store scheduled it, or null if it was not inserted */
    void committed(Start start, Instant scheduled) {
        if (scheduled == null) {
            abandoned(start);
        } else if (start.slot() != null) {
            start.slot().run(ClaimedTask.eager(start.row(), scheduled));
        } else {
            worker.started(start.row(), scheduled);
        }
    }

    void abandoned(Start start) {
        if (start.slot() != null) {
            start.slot().release();
        }
    }

    /** Lets the runner write completions of activities of its runs, or nobody. */
    void route(CompletionRoute route) {
        worker.route(route);
    }

    /** Nobody knows whether the starts have committed. */
    void inDoubt(List<Start> starts) {
        starts.forEach(this::abandoned);
        if (starts.stream().anyMatch(start -> start.slot() != null)) {
            worker.doubtClaims();
        }
    }
}
