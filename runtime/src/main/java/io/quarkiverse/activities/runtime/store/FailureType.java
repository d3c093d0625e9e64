package io.quarkiverse.activities.runtime.store;

import io.quarkiverse.activities.spi.Failure;

/** What queries know a failure by: its type, or the name of the timeout as non-retryable types spell it. */
final class FailureType {

    private static final int MAXIMUM_LENGTH = 1000;

    private FailureType() {
    }

    static String of(Failure failure) {
        if (failure == null) {
            return null;
        }
        String type = failure.timeoutType() != null ? "TemporalTimeout:" + failure.timeoutType().displayName()
                : failure.type();
        if (type == null) {
            return null;
        }
        String storable = type.replace("\0", "");
        return storable.length() <= MAXIMUM_LENGTH ? storable : storable.substring(0, MAXIMUM_LENGTH);
    }
}
