package io.quarkiverse.activities.failure;

import java.lang.reflect.Type;
import java.util.Optional;

import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.PayloadReader;

/** Reports that the execution was canceled. */
public final class CanceledFailure extends RecordedFailure {

    CanceledFailure(Failure data, PayloadReader reader) {
        super(data, reader);
    }

    /**
     * {@return the details of the cancellation; empty if there are none} If no attempt was in progress, the details are the
     * reason of the request.
     *
     * @throws PayloadConversionException if they cannot be read as that type
     */
    public <T> Optional<T> details(Class<T> type) {
        return details((Type) type);
    }

    /**
     * {@return the details of the cancellation as a generic type such as {@code List<Order>}; empty if there are none}
     *
     * @throws PayloadConversionException if they cannot be read as that type
     */
    @SuppressWarnings("unchecked")
    public <T> Optional<T> details(Type type) {
        return Optional.ofNullable((T) reader().read(data().details(), type));
    }
}
