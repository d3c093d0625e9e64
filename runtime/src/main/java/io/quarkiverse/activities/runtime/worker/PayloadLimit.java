package io.quarkiverse.activities.runtime.worker;

import io.quarkiverse.activities.failure.ApplicationFailure;

/** Payloads have a limit: rows are no place for files. */
public final class PayloadLimit {

    /** 2 MB, as in Temporal. */
    public static final long BYTES = 2 * 1024 * 1024;

    private PayloadLimit() {
    }

    static void check(String what, byte[] payload) {
        String problem = problem(what, payload);
        if (problem != null) {
            throw ApplicationFailure.newNonRetryableFailure(problem, "PayloadTooLarge");
        }
    }

    /** {@return what is wrong with the payload's size, or null} */
    public static String problem(String what, byte[] payload) {
        return payload == null || payload.length <= BYTES ? null
                : what + " is " + payload.length + " bytes as JSON, more than the limit of " + BYTES
                        + ". Store it elsewhere and pass a reference";
    }
}
