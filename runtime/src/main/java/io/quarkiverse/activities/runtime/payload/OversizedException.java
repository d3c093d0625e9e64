package io.quarkiverse.activities.runtime.payload;

import io.quarkiverse.activities.spi.Failure;

/** An attempt would report more than fits: it fails with this failure of the engine's instead. */
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
