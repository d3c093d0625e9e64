package io.quarkiverse.activities.runtime.payload;

import io.quarkiverse.activities.spi.Failure;

/** Thrown if the report of an attempt is too large to store. The attempt fails with the failure that it contains. */
public final class OversizedException extends RuntimeException {

    private final transient Failure failure;

    OversizedException(Failure failure) {
        super(failure.message());
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
