package io.quarkiverse.activities.workflow.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.WorkflowInfo;
import io.quarkiverse.activities.workflow.runtime.journal.JournalExport;
import io.quarkiverse.activities.workflow.runtime.journal.JournalExportCodec;
import io.quarkiverse.activities.workflow.runtime.payload.PayloadConversion;
import io.quarkiverse.activities.workflow.runtime.replay.RecordedTasks;
import io.quarkiverse.activities.workflow.runtime.replay.TaskResult;
import io.quarkiverse.activities.workflow.runtime.replay.WorkflowDefinition;
import io.quarkiverse.activities.workflow.runtime.replay.WorkflowRun;

/**
 * Replays journals with the code of a workflow class, without a database and without Quarkus. A journal that
 * {@link WorkflowHandle#exportJournal()} has exported becomes an assertion: the class can still continue such runs.
 *
 * <pre>
 * WorkflowReplayer.replay(TripBooking.class, Path.of("src/test/resources/journals/trip.json"));
 * </pre>
 *
 * No activity, step or side effect runs. Values are read with the JSON mapper of the engine, without modules and codecs of the
 * application.
 */
public final class WorkflowReplayer {

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(WorkflowReplayer::thread);

    private WorkflowReplayer() {
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "workflow-test");
        thread.setDaemon(true);
        return thread;
    }

    static ExecutorService threads() {
        return THREADS;
    }

    /**
     * Replays an exported journal.
     *
     * @param workflow the workflow class
     * @param file the exported journal
     * @throws AssertionError if the class does something else than the journal says, or throws an exception
     * @throws IllegalArgumentException if the journal is of another Workflow Type
     */
    public static void replay(Class<?> workflow, Path file) {
        try {
            replay(workflow, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Replays an exported journal.
     *
     * @param json the exported journal
     * @see #replay(Class, Path)
     */
    public static void replay(Class<?> workflow, String json) {
        JournalExport journal = JournalExportCodec.decode(json);
        String type = CalledMethods.workflowType(workflow);
        if (!type.equals(journal.start().info().workflowType())) {
            throw new IllegalArgumentException("The journal is of workflow type " + journal.start().info().workflowType()
                    + ", but " + workflow.getName() + " is of type " + type);
        }
        replay(new ReflectiveWorkflow(workflow), journal);
    }

    static void replay(WorkflowDefinition definition, JournalExport journal) {
        WorkflowRun run = new WorkflowRun(definition, journal.start(), PayloadConversion.standalone(), new LambdaStubs(),
                THREADS);
        try {
            TaskResult misfit = run.replay(RecordedTasks.of(journal.lines(), journal::delivered));
            if (misfit instanceof TaskResult.Diverged diverged) {
                throw misfit(journal.start().info(), diverged);
            }
            if (misfit instanceof TaskResult.Failed failed) {
                throw new AssertionError("The code throws an exception when Workflow Task " + run.tasks() + " of run "
                        + journal.start().info().runId() + " is replayed", failed.cause());
            }
        } finally {
            run.evict();
        }
    }

    static AssertionError misfit(WorkflowInfo run, TaskResult.Diverged diverged) {
        return new AssertionError("Run " + run.runId() + ": " + diverged.divergence().message());
    }
}
