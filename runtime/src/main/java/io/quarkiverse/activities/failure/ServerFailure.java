package io.quarkiverse.activities.failure;

import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.PayloadReader;

/** The engine had to replace a failure, because it was too large or could not be recorded. */
public final class ServerFailure extends RecordedFailure {

    ServerFailure(Failure data, PayloadReader reader) {
        super(data, reader);
    }
}
