package io.quarkiverse.activities.runtime.store.value;

import io.quarkiverse.activities.runtime.codec.ClaimRank;

/**
 * Due tasks of suspects: executions whose latest attempts were lost with their node.
 *
 * @param rank one of the suspects' {@link ClaimRank}s
 */
public record SuspectTasks(String taskQueue, int rank) {

    /** {@return how many such tasks one node runs at the same time} */
    public int together() {
        return ClaimRank.together(rank);
    }

    /** {@return whether a node runs such a task alone} */
    public boolean alone() {
        return rank == ClaimRank.ALONE;
    }
}
