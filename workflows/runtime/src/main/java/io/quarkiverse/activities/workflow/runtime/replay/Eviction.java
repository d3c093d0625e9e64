package io.quarkiverse.activities.workflow.runtime.replay;

/**
 * Unwinds a coroutine whose run leaves memory, or whose run has ended. An {@code Error}, so that code which catches exceptions
 * lets it pass. Code that catches it anyway gets it again from every use of the context.
 */
final class Eviction extends Error {

    Eviction() {
        super("The run is no longer in memory", null, false, false);
    }
}
