package io.quarkiverse.activities.runtime.context;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.quarkus.runtime.BlockingOperationControl;

/** Refuses calls that wait for the database on threads that must not block. */
public final class Blocking {

    private Blocking() {
    }

    /**
     * Checks that the calling thread may block.
     *
     * @throws IllegalStateException with this message if it must not
     */
    public static void require(String problem) {
        if (!BlockingOperationControl.isBlockingAllowed()) {
            throw new IllegalStateException(problem);
        }
    }

    /**
     * Waits for a stage.
     *
     * @return the value of the stage
     * @throws RuntimeException the exception of the stage, without a {@link CompletionException} around it
     */
    public static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
