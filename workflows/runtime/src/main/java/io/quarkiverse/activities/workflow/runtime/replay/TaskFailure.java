package io.quarkiverse.activities.workflow.runtime.replay;

/** Carries a bug in workflow code out of the scheduler. The Workflow Task fails, and the run stays open. */
final class TaskFailure extends RuntimeException {

    TaskFailure(Throwable cause) {
        super(cause);
    }
}
