package io.quarkiverse.activities.runtime.store.locked;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Runs whose rows are few enough, and small enough, to be in memory at the same time. */
public final class BoundedRuns {

    private static final long MAXIMUM_BYTES = 16L * 1024 * 1024;

    private final int limit;
    private final List<UUID> runs = new ArrayList<>();
    private long bytes;
    private boolean full;

    BoundedRuns(int limit) {
        this.limit = limit;
    }

    /** {@return whether the run was added} The first run always is. */
    boolean add(UUID run, long size) {
        full = runs.size() == limit || !runs.isEmpty() && bytes + size > MAXIMUM_BYTES;
        if (!full) {
            runs.add(run);
            bytes += size;
        }
        return !full;
    }

    /** {@return the runs, in the order in which they were found} */
    public List<UUID> runs() {
        return runs;
    }

    /** {@return the last of the runs; there must be one} */
    public UUID last() {
        return runs.get(runs.size() - 1);
    }

    /** {@return whether there may be more runs than these} */
    public boolean mayBeMore() {
        return full || runs.size() == limit;
    }
}
