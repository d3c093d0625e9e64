package io.quarkiverse.activities.workflow.runtime.runner;

import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.runtime.journal.FailureChainCodec;
import io.quarkiverse.activities.workflow.runtime.replay.Closing;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.RunState;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit.Close;

/** Turns the end of the code of a run into the close that a commit carries out. */
final class TaskClose {

    private TaskClose() {
    }

    static Close of(Closing closing, OpenCalls open, RunRow row, TaskTools tools) {
        if (closing instanceof Closing.Completed) {
            return close(RunState.COMPLETED, closing, open);
        }
        if (closing instanceof Closing.Failed) {
            return close(RunState.FAILED, closing, open);
        }
        if (closing instanceof Closing.ContinuedAsNew next) {
            return new Close(RunState.CONTINUED_AS_NEW, null, null, open.activities(), open.hasChildren(),
                    tools.following().continuing(row, next), tools.endings().insists(row));
        }
        return close(RunState.CANCELED, ((Closing.Canceled) closing).ignored(), open);
    }

    /** @param end what the code returned or threw, or null */
    private static Close close(RunState state, Closing end, OpenCalls open) {
        return new Close(state, end instanceof Closing.Completed completed ? Payload.bytes(completed.result()) : null,
                end instanceof Closing.Failed failed ? FailureChainCodec.encode(failed.failure()) : null, open.activities(),
                open.hasChildren(), null, false);
    }
}
