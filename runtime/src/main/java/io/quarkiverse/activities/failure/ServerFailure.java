package io.quarkiverse.activities.failure;

import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.PayloadReader;

/** What the attempt reported was too large to be kept: the engine failed it in its stead, and the message says why. */
public final class ServerFailure extends RecordedFailure {

    ServerFailure(Failure data, PayloadReader reader) {
        super(data, reader);
    }
}
