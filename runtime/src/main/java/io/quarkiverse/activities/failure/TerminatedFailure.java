package io.quarkiverse.activities.failure;

import io.quarkiverse.activities.spi.Failure;

/** The execution was terminated. */
public final class TerminatedFailure extends RecordedFailure {

    TerminatedFailure(Failure data) {
        super(data);
    }
}
