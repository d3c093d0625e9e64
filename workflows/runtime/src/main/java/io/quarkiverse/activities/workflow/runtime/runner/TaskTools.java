package io.quarkiverse.activities.workflow.runtime.runner;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig;
import io.quarkiverse.activities.runtime.node.Timers;
import io.quarkiverse.activities.workflow.runtime.body.LocalBodies;
import io.quarkiverse.activities.workflow.runtime.config.WorkflowsRuntimeConfig;
import io.quarkiverse.activities.workflow.runtime.config.WorkflowsRuntimeConfig.LimitsConfig;
import io.quarkiverse.activities.workflow.runtime.payload.PayloadConversion;
import io.quarkiverse.activities.workflow.runtime.replay.Conversion;
import io.quarkiverse.activities.workflow.runtime.replay.LimitedConversion;
import io.quarkiverse.activities.workflow.runtime.replay.WorkflowRun;
import io.quarkiverse.activities.workflow.runtime.store.ClaimStore;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.TaskStore;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;
import io.quarkus.runtime.LaunchMode;

/** The tools that each Workflow Task needs. */
@Singleton
class TaskTools {

    private static final int CHECK_EVERY = 1_000;

    private final WorkflowStore store;
    private final ClaimStore claimStore;
    private final TaskStore taskStore;
    private final Conversion conversion;
    private final LocalBodies bodies;
    private final ActivityStarts activities;
    private final FollowingRuns following;
    private final TaskEndings endings;
    private final RunMemory memory;
    private final RunListeners listeners;
    private final RunContexts contexts;
    private final CodeWatches watches;
    private final boolean enabled;
    private volatile RunLimits limits;
    private final ReplayCheck check;

    TaskTools(WorkflowStore store, ClaimStore claimStore, TaskStore taskStore, PayloadConversion conversion, LocalBodies bodies,
            ActivityStarts activities, FollowingRuns following, TaskEndings endings, RunMemory memory, RunListeners listeners,
            RunContexts contexts, Timers timers, ActivitiesRuntimeConfig config, WorkflowsRuntimeConfig workflows) {
        this.store = store;
        this.claimStore = claimStore;
        this.taskStore = taskStore;
        this.conversion = new LimitedConversion(conversion, config.payload().maxSize().asLongValue());
        this.bodies = bodies;
        this.activities = activities;
        this.following = following;
        this.endings = endings;
        this.memory = memory;
        this.listeners = listeners;
        this.contexts = contexts;
        watches = new CodeWatches(timers);
        limits = new RunLimits(workflows.limits());
        enabled = workflows.enabled().orElse(config.worker().enabled());
        check = new ReplayCheck(this,
                workflows.checkEvery().orElse(LaunchMode.current().isDevOrTest() ? 1 : CHECK_EVERY));
    }

    /** {@return whether this node runs workflow code} */
    boolean isEnabled() {
        return enabled;
    }

    RunLimits limits() {
        return limits;
    }

    void limits(LimitsConfig newLimits) {
        limits = new RunLimits(newLimits);
    }

    ReplayCheck check() {
        return check;
    }

    WorkflowStore store() {
        return store;
    }

    ClaimStore claimStore() {
        return claimStore;
    }

    TaskStore taskStore() {
        return taskStore;
    }

    Conversion conversion() {
        return conversion;
    }

    LocalBodies bodies() {
        return bodies;
    }

    ActivityStarts activities() {
        return activities;
    }

    RunContexts contexts() {
        return contexts;
    }

    FollowingRuns following() {
        return following;
    }

    TaskEndings endings() {
        return endings;
    }

    RunMemory memory() {
        return memory;
    }

    RunListeners listeners() {
        return listeners;
    }

    /** Watches code of a run until it is closed. */
    CodeWatch watch(WorkflowRun run, RunRow row) {
        return new CodeWatch(watches, endings.stuck(), run, row);
    }
}
