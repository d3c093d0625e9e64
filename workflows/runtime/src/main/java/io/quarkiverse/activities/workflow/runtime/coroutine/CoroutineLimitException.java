package io.quarkiverse.activities.workflow.runtime.coroutine;

import java.util.concurrent.RejectedExecutionException;

/** Thrown when all threads for coroutines are in use. */
public final class CoroutineLimitException extends RejectedExecutionException {

    CoroutineLimitException() {
        super("All threads for coroutines of workflows are in use");
    }
}
