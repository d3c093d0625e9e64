package io.quarkiverse.activities;

/**
 * Describes the request of an operation: its reason, its request ID, and who makes it. Each has at most 1000 bytes in UTF-8;
 * the operation throws {@code IllegalArgumentException} if one is longer. Immutable: every method returns a new object.
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

    /** {@return a request without a reason, request ID or identity} */
    public static RequestOptions create() {
        return NONE;
    }

    /** {@return a request with this reason, which {@link ActivityDescription#changes()} shows; null for no reason} */
    public static RequestOptions because(String reason) {
        return new RequestOptions(reason, null, null);
    }

    /**
     * {@return a request with this ID, which makes it repeatable} If a request has the same ID as the last one of its kind, it
     * changes nothing and is not refused. Without an ID, each request is a new one.
     */
    public RequestOptions requestId(String newRequestId) {
        return new RequestOptions(reason, newRequestId, identity);
    }

    /**
     * {@return a request by this person or program; by default, it is by the node} {@link ActivityDescription#changes()} shows
     * it.
     */
    public RequestOptions identity(String newIdentity) {
        return new RequestOptions(reason, requestId, newIdentity);
    }

    /** {@return the reason, or null} */
    public String reason() {
        return reason;
    }

    /** {@return the request ID, or null} */
    public String requestId() {
        return requestId;
    }

    /** {@return who makes the request, or null} */
    public String identity() {
        return identity;
    }
}
