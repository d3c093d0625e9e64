package io.quarkiverse.activities;

/** How an execution is reset. Immutable: every method returns a new object. */
public final class ResetOptions {

    private static final ResetOptions PLAIN = new ResetOptions(false, false, false, null);

    private final boolean keepPaused;
    private final boolean resetHeartbeat;
    private final boolean restoreOriginalOptions;
    private final String requestId;

    private ResetOptions(boolean keepPaused, boolean resetHeartbeat, boolean restoreOriginalOptions, String requestId) {
        this.keepPaused = keepPaused;
        this.resetHeartbeat = resetHeartbeat;
        this.restoreOriginalOptions = restoreOriginalOptions;
        this.requestId = requestId;
    }

    /** {@return a reset that unpauses, keeps the heartbeat details and the options as they are now} */
    public static ResetOptions create() {
        return PLAIN;
    }

    /** {@return a reset after which an execution that is paused, or asked to pause, is paused} */
    public ResetOptions keepPaused() {
        return new ResetOptions(true, resetHeartbeat, restoreOriginalOptions, requestId);
    }

    /** {@return a reset that forgets the heartbeat details} */
    public ResetOptions resetHeartbeat() {
        return new ResetOptions(keepPaused, true, restoreOriginalOptions, requestId);
    }

    /** {@return a reset that undoes all updates of the options} */
    public ResetOptions restoreOriginalOptions() {
        return new ResetOptions(keepPaused, resetHeartbeat, true, requestId);
    }

    /** {@return a reset that can be repeated: with the id of the last reset it changes nothing and is not refused} */
    public ResetOptions requestId(String newRequestId) {
        return new ResetOptions(keepPaused, resetHeartbeat, restoreOriginalOptions, newRequestId);
    }

    /** {@return whether a pause outlives the reset} */
    public boolean isKeepPaused() {
        return keepPaused;
    }

    /** {@return whether the heartbeat details are forgotten} */
    public boolean isResetHeartbeat() {
        return resetHeartbeat;
    }

    /** {@return whether all updates of the options are undone} */
    public boolean isRestoreOriginalOptions() {
        return restoreOriginalOptions;
    }

    /** {@return the request id, or null} */
    public String requestId() {
        return requestId;
    }
}
