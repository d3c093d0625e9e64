package io.quarkiverse.activities.runtime.notify;

import java.util.UUID;

/** Hears that something has arrived for a run of a workflow. A layer above the activities implements it. */
public interface RunArrivals {

    /** Another node has stored something for this run, which it does not have itself. Must not block. */
    void heard(UUID run);
}
