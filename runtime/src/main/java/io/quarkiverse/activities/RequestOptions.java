package io.quarkiverse.activities;

/**
 * Why something is asked of an execution, by whom, and under which request id, each of at most 1000 characters: what
 * is longer is refused with an {@code IllegalArgumentException} by the verb. Immutable: every method returns a new
 * object.
 */
public final class RequestOptions {

    private static final RequestOptions NONE = new RequestOptions(null, null, null);

    private final String reason;
    private final String requestId;
    private final String identity;

    private RequestOptions(String reason, String requestId, String identity) {
        this.reason = reason;
        this.requestId = requestId;
        this.identity = identity;
    }

    /** {@return a request with nothing said about it} */
    public static RequestOptions create() {
        return NONE;
    }

    /** {@return a request with this reason, which describe shows; null for none} */
    public static RequestOptions because(String reason) {
        return new RequestOptions(reason, null, null);
    }

    /**
     * {@return a request that can be repeated} A request with the id of the last one of its kind is the same request: it
     * changes nothing and is not refused. Without an id, each request is a new one.
     */
    public RequestOptions requestId(String newRequestId) {
        return new RequestOptions(reason, newRequestId, identity);
    }

    /**
     * {@return a request by this person or program; the node's name unless set} Describe shows who requested a cancellation or
     * a termination.
     */
    public RequestOptions identity(String newIdentity) {
        return new RequestOptions(reason, requestId, newIdentity);
    }

    /** {@return the reason, or null} */
    public String reason() {
        return reason;
    }

    /** {@return the request id, or null} */
    public String requestId() {
        return requestId;
    }

    /** {@return who asks, or null} */
    public String identity() {
        return identity;
    }
}
