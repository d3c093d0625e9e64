package io.quarkiverse.activities;

/** Options of a reset. Immutable: every method returns a new object. */
public final class ResetOptions {

    private static final ResetOptions PLAIN = new ResetOptions(false, false, false, RequestOptions.create());

    private final boolean keepPaused;
    private final boolean resetHeartbeat;
    private final boolean restoreOriginalOptions;
    private final RequestOptions request;

    private ResetOptions(boolean keepPaused, boolean resetHeartbeat, boolean restoreOriginalOptions,
            RequestOptions request) {
        this.keepPaused = keepPaused;
        this.resetHeartbeat = resetHeartbeat;
        this.restoreOriginalOptions = restoreOriginalOptions;
        this.request = request;
    }

    /** {@return a reset that ends a pause, and keeps the heartbeat details and the current options} */
    public static ResetOptions create() {
        return PLAIN;
    }

    /**
     * {@return a reset that keeps a pause: an execution that is paused, or for which a pause is requested, is paused
     * afterwards}
     */
    public ResetOptions keepPaused() {
        return new ResetOptions(true, resetHeartbeat, restoreOriginalOptions, request);
    }

    /** {@return a reset that discards the heartbeat details} */
    public ResetOptions resetHeartbeat() {
        return new ResetOptions(keepPaused, true, restoreOriginalOptions, request);
    }

    /** {@return a reset that restores the options of the start} */
    public ResetOptions restoreOriginalOptions() {
        return new ResetOptions(keepPaused, resetHeartbeat, true, request);
    }

    /**
     * {@return a reset with this request ID, which makes it repeatable} If a reset has the ID of the last one, it changes
     * nothing and is not refused.
     */
    public ResetOptions requestId(String newRequestId) {
        return with(request.requestId(newRequestId));
    }

    /** {@return a reset with this reason, which {@link ActivityDescription#changes()} shows; null for no reason} */
    public ResetOptions reason(String reason) {
        return with(RequestOptions.because(reason).requestId(request.requestId()).identity(request.identity()));
    }

    /** {@return a reset by this person or program; by default, it is by the node} */
    public ResetOptions identity(String identity) {
        return with(request.identity(identity));
    }

    private ResetOptions with(RequestOptions newRequest) {
        return new ResetOptions(keepPaused, resetHeartbeat, restoreOriginalOptions, newRequest);
    }

    /** {@return whether the reset keeps a pause} */
    public boolean isKeepPaused() {
        return keepPaused;
    }

    /** {@return whether the reset discards the heartbeat details} */
    public boolean isResetHeartbeat() {
        return resetHeartbeat;
    }

    /** {@return whether the reset restores the options of the start} */
    public boolean isRestoreOriginalOptions() {
        return restoreOriginalOptions;
    }

    /** {@return the request ID, or null} */
    public String requestId() {
        return request.requestId();
    }

    /** {@return the reason, or null} */
    public String reason() {
        return request.reason();
    }

    /** {@return who requests the reset, or null} */
    public String identity() {
        return request.identity();
    }
}
