package io.quarkiverse.activities.runtime.context;

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
}
