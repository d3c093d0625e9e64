package io.quarkiverse.activities.failure;

import io.quarkiverse.activities.spi.Failure;

/** The execution was canceled. */
public final class CanceledFailure extends RecordedFailure {

    CanceledFailure(Failure data) {
        super(data);
    }
}
