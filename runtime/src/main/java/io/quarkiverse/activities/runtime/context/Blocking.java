package io.quarkiverse.activities.runtime.context;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.quarkus.runtime.BlockingOperationControl;

/** Keeps calls that wait for the database away from threads that must not wait. */
public final class Blocking {

    private Blocking() {
    }

    /** @throws IllegalStateException with this message if the calling thread must not block */
    public static void require(String problem) {
        if (!BlockingOperationControl.isBlockingAllowed()) {
            throw new IllegalStateException(problem);
        }
    }

    /**
     * Waits for a stage. {@return what it yields}
     *
     * @throws RuntimeException the exception that the stage failed with, without a {@link CompletionException} around it
     */
    public static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
