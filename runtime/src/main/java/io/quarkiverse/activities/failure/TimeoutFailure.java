package io.quarkiverse.activities.failure;

import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.spi.Failure;

/** One of the four timeouts expired. The cause is the failure of the attempt before, where there was one. */
public final class TimeoutFailure extends RecordedFailure {

    TimeoutFailure(Failure data) {
        super(data);
    }

    /** {@return which timeout it was} */
    public TimeoutType timeoutType() {
        return data().timeoutType();
    }
}
