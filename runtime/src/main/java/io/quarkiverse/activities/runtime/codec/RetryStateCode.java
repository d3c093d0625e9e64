package io.quarkiverse.activities.runtime.codec;

import io.quarkiverse.activities.RetryState;

/** The codes of retry states in the store. They never change and are never reused. */
public final class RetryStateCode {

    private RetryStateCode() {
    }

    public static Short code(RetryState retryState) {
        if (retryState == null) {
            return null;
        }
        switch (retryState) {
            case IN_PROGRESS:
                return 1;
            case NON_RETRYABLE_FAILURE:
                return 2;
            case TIMEOUT:
                return 3;
            case MAXIMUM_ATTEMPTS_REACHED:
                return 4;
            case RETRY_POLICY_NOT_SET:
                return 5;
            case INTERNAL_SERVER_ERROR:
                return 6;
            case CANCEL_REQUESTED:
                return 7;
        }
        throw new IllegalArgumentException("No code for retry state " + retryState);
    }

    public static RetryState of(Short code) {
        if (code == null) {
            return null;
        }
        for (RetryState retryState : RetryState.values()) {
            if (code.equals(code(retryState))) {
                return retryState;
            }
        }
        throw new IllegalArgumentException("Unknown retry state " + code);
    }
}
