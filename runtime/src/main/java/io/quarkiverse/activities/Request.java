package io.quarkiverse.activities;

/**
 * Why something is asked of an execution, by whom, and under which request id, each of at most 1000 characters: what
 * is longer is refused with an {@code IllegalArgumentException} by the verb. Immutable: every method returns a new
 * object.
 */
public final class Request {

    private static final Request NONE = new Request(null, null, null);

    private final String reason;
    private final String requestId;
    private final String identity;

    private Request(String reason, String requestId, String identity) {
        this.reason = reason;
        this.requestId = requestId;
        this.identity = identity;
    }

    /** {@return a request with nothing said about it} */
    public static Request create() {
        return NONE;
    }

    /** {@return a request with this reason, which describe shows; null for none} */
    public static Request because(String reason) {
        return new Request(reason, null, null);
    }

    /**
     * {@return a request that can be repeated} A request with the id of the last one of its kind is the same request: it
     * changes nothing and is not refused. Without an id, each request is a new one.
     */
    public Request requestId(String newRequestId) {
        return new Request(reason, newRequestId, identity);
    }

    /**
     * {@return a request by this person or program; the node's name unless set} Describe shows who requested a cancellation or
     * a termination.
     */
    public Request identity(String newIdentity) {
        return new Request(reason, requestId, newIdentity);
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
