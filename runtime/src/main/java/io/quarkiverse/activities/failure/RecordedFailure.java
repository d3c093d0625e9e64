package io.quarkiverse.activities.failure;

import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.PayloadReader;

/**
 * A failure as the engine recorded it, with its original message and causes. The stack trace is that of the code that read the
 * failure; {@link #recordedStackTrace()} returns the original one. Details are converted when you read them.
 */
public abstract class RecordedFailure extends RuntimeException {

    private final transient Failure data;
    private final transient PayloadReader reader;

    RecordedFailure(Failure data, PayloadReader reader) {
        this(data, reader, of(data.cause(), reader));
    }

    RecordedFailure(Failure data, PayloadReader reader, Throwable cause) {
        super(data.message(), cause);
        this.data = data;
        this.reader = reader;
    }

    RecordedFailure(Failure data, Throwable cause) {
        this(data, null, cause);
    }

    /** {@return the recorded data} */
    public Failure data() {
        return data;
    }

    PayloadReader reader() {
        return reader;
    }

    /** {@return the stack trace of the original exception as text, or null if it is not known} */
    public String recordedStackTrace() {
        return data.stackTrace();
    }

    /**
     * {@return the exception for a recorded failure, or null for null}
     *
     * @param reader reads the details of the failure and its causes
     */
    public static RecordedFailure of(Failure failure, PayloadReader reader) {
        if (failure == null) {
            return null;
        }
        return switch (failure.kind()) {
            case APPLICATION -> new ApplicationFailure(failure, reader);
            case TIMEOUT -> new TimeoutFailure(failure, reader);
            case CANCELED -> new CanceledFailure(failure, reader);
            case TERMINATED -> new TerminatedFailure(failure, reader);
            case SERVER -> new ServerFailure(failure, reader);
        };
    }
}
