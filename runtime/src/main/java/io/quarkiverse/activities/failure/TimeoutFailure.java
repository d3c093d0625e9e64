package io.quarkiverse.activities.failure;

import java.lang.reflect.Type;
import java.util.Optional;

import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.PayloadReader;

/** One of the four timeouts expired. The cause is the failure of the attempt before, where there was one. */
public final class TimeoutFailure extends RecordedFailure {

    TimeoutFailure(Failure data, PayloadReader reader) {
        super(data, reader);
    }

    /** {@return which timeout it was} */
    public TimeoutType timeoutType() {
        return data().timeoutType();
    }

    /**
     * {@return the heartbeat details that the attempt, or the one before it, had recorded; empty for none}
     *
     * @throws PayloadConversionException if they cannot be read as that type
     */
    public <T> Optional<T> lastHeartbeatDetails(Class<T> type) {
        return lastHeartbeatDetails((Type) type);
    }

    /**
     * {@return the same as a generic type such as {@code List<Order>}}
     *
     * @throws PayloadConversionException if they cannot be read as that type
     */
    @SuppressWarnings("unchecked")
    public <T> Optional<T> lastHeartbeatDetails(Type type) {
        return Optional.ofNullable((T) reader().read(data().lastHeartbeatDetails(), type));
    }
}
