package io.quarkiverse.activities.workflow.runtime.runner;

import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.workflow.runtime.replay.WorkflowRun;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;

/**
 * Watches code of a run, which should block within milliseconds. After a second it logs where the code is, and after the task
 * timeout it makes the Workflow Task fail. Java cannot stop the code, so {@link StuckCode} keeps its thread.
 */
final class CodeWatch implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final CodeWatches watches;
    private final StuckCode stuck;
    private final WorkflowRun run;
    private final RunRow row;
    private long begun = System.nanoTime();
    private boolean reported;
    private boolean abandoned;
    private boolean over;

    CodeWatch(CodeWatches watches, StuckCode stuck, WorkflowRun run, RunRow row) {
        this.watches = watches;
        this.stuck = stuck;
        this.run = run;
        this.row = row;
        watches.add(this);
    }

    @Override
    public void close() {
        synchronized (this) {
            over = true;
        }
        watches.remove(this);
    }

    /** The code has blocked, and goes on. */
    synchronized void restart() {
        begun = System.nanoTime();
        reported = false;
    }

    /** Looks whether the code has taken too long. */
    synchronized void look() {
        long taken = System.nanoTime() - begun;
        long limit = row.taskTimeout().toNanos();
        if (over || abandoned) {
            return;
        }
        if (taken >= limit) {
            abandoned = true;
            report("within its task timeout of " + row.taskTimeout(), "Its Workflow Task fails and is tried again. Java cannot"
                    + " stop the code, so its thread is lost until it returns");
            stuck.add(row.runId(), this::stillRuns);
            run.abandon();
        } else if (taken >= PATIENCE_NANOS && !reported) {
            reported = true;
            report("for a second", "It must not do anything that takes long, such as I/O or waiting for a thread: use an"
                    + " activity or a step. After the task timeout of " + row.taskTimeout() + ", its Workflow Task fails");
        }
    }

    private synchronized boolean stillRuns() {
        return !over || run.isStuck();
    }

    private void report(String howLong, String advice) {
        Throwable stack = run.runningThread().map(CodeWatch::stack).orElse(null);
        LOG.warnf(stack, "The code of workflow %s (id %s, run %s) has not blocked %s. %s", row.workflowType(), row.workflowId(),
                row.runId(), howLong, advice);
    }

    private static Throwable stack(Thread thread) {
        Throwable stack = new Throwable("The thread " + thread.getName() + " is here");
        stack.setStackTrace(thread.getStackTrace());
        return stack;
    }
}
