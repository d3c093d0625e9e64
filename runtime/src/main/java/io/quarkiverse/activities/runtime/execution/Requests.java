package io.quarkiverse.activities.runtime.execution;

/**
 * What verbs left behind: the request id of the last one of each kind, for deduplication, and the reset and the cancellation
 * that wait for the attempt's end.
 *
 * @param start request id of the start, or null
 * @param pause request id of the last pause, or null; and so for the other verbs
 * @param cancelReason why a cancellation was requested, or null
 * @param cancelIdentity who requested it, or null
 * @param pendingReset the reset that waits for the end of the attempt, or null
 */
public record Requests(String start, String pause, String unpause, String reset, String update, String cancel,
        String terminate, String cancelReason, String cancelIdentity, PendingReset pendingReset) {

    public static final Requests NONE = new Requests(null, null, null, null, null, null, null, null, null, null);

    /** The flags of a reset that was requested while an attempt was in progress. */
    public record PendingReset(boolean keepPaused, boolean resetHeartbeat, boolean restoreOriginal) {
    }
}
