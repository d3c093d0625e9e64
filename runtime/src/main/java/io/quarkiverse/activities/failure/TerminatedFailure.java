package io.quarkiverse.activities.failure;

import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.PayloadReader;

/** Reports that the execution was terminated. */
public final class TerminatedFailure extends RecordedFailure {

    TerminatedFailure(Failure data, PayloadReader reader) {
        super(data, reader);
    }
}
