package io.quarkiverse.activities.workflow.runtime.runner;

import java.util.concurrent.RejectedExecutionException;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.workflow.runtime.replay.Divergence;
import io.quarkiverse.activities.workflow.runtime.replay.JournalFormatException;
import io.quarkiverse.activities.workflow.runtime.replay.TaskResult;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;

/** Replays runs from their journals, and finds out whether the code of this node can continue them. Changes nothing. */
@Singleton
public class RunChecks {

    private static final int TRIES = 50;
    private static final long PAUSE_MILLIS = 100;

    private final TaskTools tools;
    private final WorkflowRegistry registry;

    RunChecks(TaskTools tools, WorkflowRegistry registry) {
        this.tools = tools;
        this.registry = registry;
    }

    /**
     * Why the code cannot continue a run.
     *
     * @param task the number of the Workflow Task, or 0 if the journal cannot be read
     * @param expected what the journal says, or null
     * @param found what the code does, or null
     */
    public record Problem(int task, String expected, String found, String message) {
    }

    /** {@return whether this node has the code of the run} */
    public boolean knows(RunRow row) {
        return registry.has(row.workflowType(), row.definitionVersion());
    }

    /** {@return the problem of a run that this node knows, or null if it can continue the run} */
    public Problem problem(RunRow row) {
        for (int i = 1;; i++) {
            try {
                return replay(row);
            } catch (RejectedExecutionException noThread) {
                if (i == TRIES) {
                    throw noThread;
                }
                tools.memory().scarce();
                pause(noThread);
            }
        }
    }

    private Problem replay(RunRow row) {
        Rebuilt rebuilt;
        try {
            rebuilt = Rebuilt.from(tools.taskStore().material(row),
                    registry.find(row.workflowType(), row.definitionVersion()), tools);
        } catch (JournalFormatException damaged) {
            return new Problem(0, null, null, damaged.getMessage());
        }
        try {
            if (rebuilt.failure() instanceof TaskResult.Diverged diverged) {
                Divergence divergence = diverged.divergence();
                return new Problem(divergence.line(), divergence.expected(), divergence.found(), divergence.message());
            }
            if (rebuilt.failure() instanceof TaskResult.Failed failed) {
                return new Problem(rebuilt.run().tasks(), null, null,
                        "The code throws an exception in Workflow Task " + rebuilt.run().tasks() + ": " + failed.cause());
            }
            return null;
        } finally {
            tools.memory().evict(rebuilt.run(), row);
        }
    }

    private static void pause(RejectedExecutionException noThread) {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw noThread;
        }
    }
}
