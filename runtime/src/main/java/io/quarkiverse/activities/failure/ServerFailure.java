package io.quarkiverse.activities.failure;

import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.PayloadReader;

/**
 * Reports that the engine failed the attempt because the attempt reported a payload that is too large to store. The message
 * says which one.
 */
public final class ServerFailure extends RecordedFailure {

    ServerFailure(Failure data, PayloadReader reader) {
        super(data, reader);
    }
}
