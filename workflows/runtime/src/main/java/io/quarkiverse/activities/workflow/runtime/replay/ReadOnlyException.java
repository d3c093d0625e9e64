package io.quarkiverse.activities.workflow.runtime.replay;

/** Thrown when a query, a validator or the code of a side effect tries to change the run or to block. */
final class ReadOnlyException extends IllegalStateException {

    ReadOnlyException() {
        super("Queries, validators and side effects must neither change the workflow nor block");
    }
}
