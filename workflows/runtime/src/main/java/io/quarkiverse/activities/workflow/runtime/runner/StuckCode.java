package io.quarkiverse.activities.workflow.runtime.runner;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Code of runs that did not block within the task timeout. As long as it runs, this process begins no further task of the run:
 * each would cost another thread that may never end.
 */
final class StuckCode {

    private final Map<UUID, BooleanSupplier> running = new ConcurrentHashMap<>();

    /** @param stillRuns says whether the code still runs */
    void add(UUID run, BooleanSupplier stillRuns) {
        running.values().removeIf(other -> !other.getAsBoolean()); // of runs that this node does not have any more
        running.merge(run, stillRuns, (one, other) -> () -> one.getAsBoolean() || other.getAsBoolean());
    }

    boolean has(UUID run) {
        return running.computeIfPresent(run, (key, stillRuns) -> stillRuns.getAsBoolean() ? stillRuns : null) != null;
    }
}
