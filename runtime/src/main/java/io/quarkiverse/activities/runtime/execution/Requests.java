package io.quarkiverse.activities.runtime.execution;

/**
 * The traces of earlier requests: the request id of the last one of each kind, for deduplication, the reasons, and the reset
 * that waits for the end of the attempt.
 *
 * @param start request id of the start, or null
 * @param pause request id of the last pause, or null; and so for the other verbs
 * @param pauseReason why a pause was requested, or null; removed by unpause
 * @param cancelReason why a cancellation was requested, or null
 * @param endIdentity who requested the cancellation or the termination, or null
 * @param pendingReset the reset that waits for the end of the attempt, or null
 */
public record Requests(String start, String pause, String unpause, String reset, String update, String cancel,
        String terminate, String pauseReason, String cancelReason, String endIdentity, PendingReset pendingReset) {

    public static final Requests NONE = new Requests(null, null, null, null, null, null, null, null, null, null, null);

    /**
     * The flags of a reset that was requested while an attempt was in progress.
     *
     * @param keepPaused whether the execution is paused after the reset, because the reset requested it and a pause was pending
     */
    public record PendingReset(boolean keepPaused, boolean resetHeartbeat, boolean restoreOriginal) {
    }

    /** {@return whether a request is the same as an earlier one} A request without an id is always new. */
    static boolean same(String requestId, String earlier) {
        return requestId != null && requestId.equals(earlier);
    }

    static Requests ofStart(String requestId) {
        return new Requests(requestId, null, null, null, null, null, null, null, null, null, null);
    }

    Requests paused(String id, String reason) {
        return new Requests(start, id, unpause, reset, update, cancel, terminate, reason, cancelReason, endIdentity,
                pendingReset);
    }

    Requests unpaused(String id) {
        return new Requests(start, pause, id, reset, update, cancel, terminate, null, cancelReason, endIdentity,
                pendingReset);
    }

    Requests reset(String id, PendingReset pending) {
        return new Requests(start, pause, unpause, id, update, cancel, terminate, pauseReason, cancelReason, endIdentity,
                pending);
    }

    Requests updated(String id) {
        return new Requests(start, pause, unpause, reset, id, cancel, terminate, pauseReason, cancelReason, endIdentity,
                pendingReset);
    }

    /** A cancellation overrides a pending reset. */
    Requests canceled(String id, String reason, String identity) {
        return new Requests(start, pause, unpause, reset, update, id, terminate, pauseReason, reason, identity, null);
    }

    Requests terminated(String id, String identity) {
        return new Requests(start, pause, unpause, reset, update, cancel, id, pauseReason, cancelReason, identity,
                pendingReset);
    }

    Requests withoutPendingReset() {
        return pendingReset == null ? this
                : new Requests(start, pause, unpause, reset, update, cancel, terminate, pauseReason, cancelReason,
                        endIdentity, null);
    }
}
