package io.quarkiverse.activities.runtime.node;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Waits for stages. */
public final class Stages {

    private Stages() {
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
