package io.quarkiverse.activities.failure;

import io.quarkiverse.activities.spi.Failure;

/**
 * A failure as it was recorded. Its message is that of the failure; its cause chain is that of the failure, rebuilt; its stack
 * trace is that of the place where it was read.
 */
public abstract class RecordedFailure extends RuntimeException {

    private final transient Failure data;

    RecordedFailure(Failure data) {
        super(data.message(), data.cause() == null ? null : of(data.cause()));
        this.data = data;
    }

    /** {@return the recorded data} */
    public Failure data() {
        return data;
    }

    /** {@return the stack trace of the place where it was thrown, as text, or null where it is not known} */
    public String recordedStackTrace() {
        return data.stackTrace();
    }

    /** {@return the exception that shows this failure} */
    public static RecordedFailure of(Failure failure) {
        return switch (failure.kind()) {
            case APPLICATION -> new ApplicationFailure(failure);
            case TIMEOUT -> new TimeoutFailure(failure);
            case CANCELED -> new CanceledFailure(failure);
            case TERMINATED -> new TerminatedFailure(failure);
            case SERVER -> new ServerFailure(failure);
        };
    }
}
