package io.quarkiverse.activities.workflow.runtime.runner;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkiverse.activities.workflow.runtime.replay.JournalFormatException;
import io.quarkiverse.activities.workflow.runtime.replay.TaskResult;
import io.quarkiverse.activities.workflow.runtime.replay.WorkflowRun;
import io.quarkiverse.activities.workflow.runtime.store.RunMaterial;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.RunState;
import io.quarkiverse.activities.workflow.runtime.store.TaskStore.Committed;

/**
 * The run of a {@link WorkflowTask}: its row as this node knows it, and its instance in memory. Reads what has arrived for the
 * run, and rebuilds the instance from the journal if there is none that fits.
 */
final class TaskRun {

    private final TaskTools tools;
    private final RegisteredWorkflow workflow;
    private final String build;
    private RunRow row;
    private CachedRun instance;
    private FusedActivity fused;
    private RunMaterial known;

    /**
     * @param build the build of this node
     * @param row the row as this node has claimed it, or as it was when the run stayed in memory
     * @param instance the run in memory, or null
     * @param fused the activity that leads to the task, if its completion commits with it; otherwise null
     */
    TaskRun(TaskTools tools, RegisteredWorkflow workflow, String build, RunRow row, CachedRun instance,
            FusedActivity fused) {
        this.tools = tools;
        this.workflow = workflow;
        this.build = build;
        this.row = row;
        this.instance = instance;
        this.fused = fused;
    }

    /** This node has just started the run, so there is nothing to read. */
    void startedNow() {
        known = new RunMaterial(row, row.scheduledAt(), List.of(), List.of(), List.of());
    }

    RegisteredWorkflow workflow() {
        return workflow;
    }

    RunRow row() {
        return row;
    }

    /** {@return the run in memory, or null} */
    CachedRun instance() {
        return instance;
    }

    WorkflowRun run() {
        return instance.run();
    }

    OpenCalls open() {
        return instance.open();
    }

    /** {@return the activity whose completion commits with the task, or null if there is none or it was written} */
    FusedActivity fused() {
        return fused;
    }

    /** {@return whether this node has claimed the run, so that no other can take it} */
    boolean isOwned() {
        return fused == null && row.state() == RunState.OWNED;
    }

    // Material to deliver

    /**
     * {@return what the run is rebuilt from, or what it has not seen yet; null if another node has gone on with it, or its
     * time is over}
     */
    RunMaterial first() {
        return seen(material());
    }

    /** {@return what the run, which this node owns, has not seen yet; null if it is lost, or its time is over} */
    RunMaterial next() {
        return seen(tools.taskStore().since(row));
    }

    private RunMaterial material() {
        if (known != null) {
            return known;
        }
        if (fused != null) {
            return fused.material(row, tools.store());
        }
        if (instance == null) {
            return tools.taskStore().material(row);
        }
        if (instance.row().turn() == row.turn()) {
            return tools.taskStore().since(row);
        }
        evict();
        return tools.taskStore().material(row);
    }

    private RunMaterial seen(RunMaterial material) {
        if (material == null) {
            return null;
        }
        row = material.row();
        return isTimedOut(material.now()) ? null : material;
    }

    private boolean isTimedOut(Instant now) {
        boolean over = row.deadline() != null && !now.isBefore(row.deadline());
        if (over) {
            tools.endings().timeOut(row);
        }
        return over;
    }

    // The instance

    /** {@return whether the code fits its journal} */
    boolean rebuild(RunMaterial material) {
        long begun = System.nanoTime();
        Rebuilt rebuilt;
        try {
            rebuilt = Rebuilt.from(material, workflow, tools);
        } catch (JournalFormatException damaged) {
            blocked(damaged.getMessage());
            return false;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        tools.listeners().tell(listener -> listener.rebuilt(row, row.journalLines(), took));
        instance = new CachedRun(workflow, rebuilt.run(), rebuilt.open(), row);
        if (rebuilt.failure() != null) {
            failed(rebuilt.failure());
        }
        return rebuilt.failure() == null;
    }

    /** {@return what the run, which this node owns, was rebuilt from as it is now; null if it is lost or cannot go on} */
    RunMaterial rebuildOwned() {
        RunRow now = tools.claimStore().owned(row);
        if (now == null) {
            return null;
        }
        row = now;
        RunMaterial material = tools.taskStore().material(row);
        return rebuild(material) ? material : null;
    }

    /** Removes the instance from memory. */
    void evict() {
        if (instance != null) {
            tools.memory().evict(instance.run(), row);
            instance = null;
        }
    }

    // Changes of the row

    /** Becomes the owner within the task. {@return whether this node is the owner} */
    boolean claim(UUID node) {
        List<RunRow> now = tools.claimStore().claim(List.of(row.runId()),
                Map.of(row.taskQueue(), List.of(RunRow.kind(row.workflowType(), row.definitionVersion()))), node, build);
        if (now.isEmpty() || now.get(0).turn() != row.turn()) {
            return false;
        }
        row = now.get(0).withInbox(row.inbox());
        return true;
    }

    /** The commit was written, so the completion of the activity either is in the database or must be written as usual. */
    void written(Committed committed) {
        if (fused != null) {
            fused.written().complete(committed.ended().contains(fused.completion().runId()));
            fused = null;
        }
    }

    /** The task has committed, and this node goes on owning the run. */
    void kept(Committed committed) {
        row = committed.row();
    }

    /** The code has failed, or does not fit its journal. */
    void failed(TaskResult result) {
        if (result instanceof TaskResult.Diverged diverged) {
            blocked(diverged.divergence().message());
        } else {
            tools.endings().failed(row, ((TaskResult.Failed) result).cause());
        }
    }

    /** This build cannot go on with the run. */
    void blocked(String reason) {
        tools.endings().blocked(row, build, reason);
    }
}
