package io.quarkiverse.activities.workflow.runtime.replay;

import io.quarkiverse.activities.spi.Payload;

/** Decides how a run closes. Nothing of the run runs any more once that is decided. */
final class Ending {

    private final Core core;
    private boolean cancelRequested;
    private boolean methodDone;
    private Payload result;
    private Closing.ContinuedAsNew next;
    private Closing closing;

    Ending(Core core) {
        this.core = core;
    }

    boolean isDecided() {
        return closing != null;
    }

    /** {@return whether the workflow method has returned} Other code may go on until all of it is blocked. */
    boolean isMethodDone() {
        return methodDone;
    }

    /** {@return how the run closes, or null if it does not} */
    Closing closing() {
        return closing;
    }

    void cancelRequested() {
        cancelRequested = true;
    }

    void methodReturned(Payload newResult) {
        methodDone = true;
        result = newResult;
    }

    void continueAsNew(Closing.ContinuedAsNew newNext) {
        next = newNext;
        core.scheduler.exit();
    }

    /** Runs code, and decides whether the run closes because of it. */
    void after(Runnable code) {
        FailureChain failure = null;
        try {
            code.run();
        } catch (RunFailure e) {
            failure = e.failure();
            core.scheduler.exit();
        }
        Closing decided = decided(failure);
        if (decided != null) {
            closing = cancelRequested ? new Closing.Canceled(decided) : decided;
            core.commands.add(Command.plain(new Decision.Close(closing)));
        }
    }

    private Closing decided(FailureChain failure) {
        if (failure != null) {
            return new Closing.Failed(failure);
        }
        if (next != null) {
            return next;
        }
        return methodDone ? new Closing.Completed(result) : null;
    }
}
