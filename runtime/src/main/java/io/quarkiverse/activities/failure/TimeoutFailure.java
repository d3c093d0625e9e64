package io.quarkiverse.activities.failure;

import java.lang.reflect.Type;
import java.util.Optional;

import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.PayloadReader;

/** Reports that one of the four timeouts expired. The cause is the failure of the previous attempt, if there was one. */
public final class TimeoutFailure extends RecordedFailure {

    TimeoutFailure(Failure data, PayloadReader reader) {
        super(data, reader);
    }

    /** {@return the timeout that expired} */
    public TimeoutType timeoutType() {
        return data().timeoutType();
    }

    /**
     * {@return the last heartbeat details of the attempt or of a previous attempt; empty if there are none}
     *
     * @throws PayloadConversionException if they cannot be read as that type
     */
    public <T> Optional<T> lastHeartbeatDetails(Class<T> type) {
        return lastHeartbeatDetails((Type) type);
    }

    /**
     * {@return the last heartbeat details as a generic type such as {@code List<Order>}; empty if there are none}
     *
     * @throws PayloadConversionException if they cannot be read as that type
     */
    @SuppressWarnings("unchecked")
    public <T> Optional<T> lastHeartbeatDetails(Type type) {
        return Optional.ofNullable((T) reader().read(data().lastHeartbeatDetails(), type));
    }
}
