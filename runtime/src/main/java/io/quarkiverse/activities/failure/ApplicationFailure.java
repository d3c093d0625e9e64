package io.quarkiverse.activities.failure;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.PayloadReader;

/**
 * A failure of the activity method itself. Every exception that leaves the method becomes an application failure, with the name
 * of its class as type. Throw this class to set more: a type of your own, details, whether retries are allowed, or the delay of
 * the next attempt.
 *
 * <pre>
 * throw ApplicationFailure.newBuilder().type("CardDeclined").message("The card was declined").details(code, limit)
 *         .nonRetryable(true).build();
 * </pre>
 */
public final class ApplicationFailure extends RecordedFailure {

    /** The details as they were passed to the builder; null if they are in the recorded data. */
    private final transient Object[] given;

    ApplicationFailure(Failure data, PayloadReader reader) {
        super(data, reader);
        given = null;
    }

    private ApplicationFailure(Failure data, PayloadReader reader, Throwable cause) {
        super(data, reader, cause);
        given = null;
    }

    private ApplicationFailure(Failure data, Throwable cause, Object[] given) {
        super(data, cause);
        this.given = given;
    }

    /** {@return a failure of this type, which is retried according to the retry policy} */
    public static ApplicationFailure newFailure(String message, String type) {
        return newBuilder().message(message).type(type).build();
    }

    /** {@return a failure of this type, which is never retried} */
    public static ApplicationFailure newNonRetryableFailure(String message, String type) {
        return newBuilder().message(message).type(type).nonRetryable(true).build();
    }

    /**
     * {@return a failure of this type, after which the next attempt waits for this delay instead of the backoff of the retry
     * policy}
     */
    public static ApplicationFailure newFailureWithDelay(String message, String type, Duration nextRetryDelay) {
        return newBuilder().message(message).type(type).nextRetryDelay(nextRetryDelay).build();
    }

    /**
     * {@return the exception for a recorded application failure whose cause was recorded elsewhere}
     *
     * @param reader reads the details of the failure
     */
    public static ApplicationFailure recorded(Failure failure, PayloadReader reader, Throwable cause) {
        return new ApplicationFailure(failure, reader, cause);
    }

    /** {@return a builder of a failure, which is retried according to the retry policy unless you set otherwise} */
    public static Builder newBuilder() {
        return new Builder();
    }

    /**
     * Lets any exception leave a method that declares none: {@code catch (IOException e) { throw ApplicationFailure.wrap(e);
     * }}. When it leaves the activity, the engine records the exception that was passed to this method, not its wrapper.
     *
     * @return the exception itself if it is unchecked, and otherwise a wrapper
     * @throws Error the error itself, if it is one
     */
    public static RuntimeException wrap(Throwable thrown) {
        Objects.requireNonNull(thrown, "thrown");
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof InvocationTargetException && thrown.getCause() != null) {
            return wrap(thrown.getCause());
        }
        return thrown instanceof RuntimeException unchecked ? unchecked : new CheckedExceptionWrapper(thrown);
    }

    /**
     * {@return the type that retry policies match: the class name of the exception, or the type that was set on the builder}
     */
    public String type() {
        return data().type();
    }

    /** {@return whether the failure is never retried} */
    public boolean nonRetryable() {
        return data().nonRetryable();
    }

    /** {@return the delay of the next attempt; empty if the retry policy decides} */
    public Optional<Duration> nextRetryDelay() {
        return Optional.ofNullable(data().nextRetryDelay());
    }

    /**
     * {@return whether the failure is expected: the engine logs it at DEBUG level and does not count it as a failure, but
     * retries it like any other}
     */
    public boolean benign() {
        return data().benign();
    }

    /** {@return the number of details} */
    public int detailsCount() {
        return given != null ? given.length : reader().size(data().details());
    }

    /**
     * {@return the first detail; empty if there is none, or if it is null}
     *
     * @throws PayloadConversionException if it cannot be read as that type
     */
    public <T> Optional<T> details(Class<T> type) {
        return details(0, type);
    }

    /**
     * {@return one of the details, counted from 0; empty if there is none at that index, or if it is null}
     *
     * @throws PayloadConversionException if it cannot be read as that type
     */
    public <T> Optional<T> details(int index, Class<T> type) {
        return details(index, (Type) type);
    }

    /**
     * {@return one of the details, counted from 0, as a generic type such as {@code List<Order>}; empty if there is none at
     * that index, or if it is null}
     *
     * @throws PayloadConversionException if it cannot be read as that type
     */
    @SuppressWarnings("unchecked")
    public <T> Optional<T> details(int index, Type type) {
        if (index < 0 || index >= detailsCount()) {
            return Optional.empty();
        }
        if (given == null) {
            return Optional.ofNullable((T) reader().read(data().details(), index, type));
        }
        if (given[index] != null && type instanceof Class<?> expected && !expected.isInstance(given[index])) {
            throw new PayloadConversionException("Detail " + index + " of the failure is a " + given[index].getClass().getName()
                    + " and cannot be read as " + expected.getName(), null);
        }
        return Optional.ofNullable((T) given[index]);
    }

    /** {@return the details that were passed to the builder, for the engine to record; empty for a recorded failure} */
    public List<Object> givenDetails() {
        return given == null ? List.of() : Collections.unmodifiableList(Arrays.asList(given));
    }

    /** Builds a failure. All properties are optional. */
    public static final class Builder {

        private final List<Object> details = new ArrayList<>();
        private String message;
        private String type;
        private boolean nonRetryable;
        private Duration nextRetryDelay;
        private boolean benign;
        private Throwable cause;

        private Builder() {
        }

        /** Sets the message. Codecs do not encrypt it. */
        public Builder message(String newMessage) {
            message = newMessage;
            return this;
        }

        /**
         * Sets the type, which retry policies match exactly. By default, the failure has no type, and no policy excludes it
         * from retries.
         */
        public Builder type(String newType) {
            type = newType;
            return this;
        }

        /**
         * Adds details, which callers can read from the recorded failure. They are converted like arguments when the failure
         * leaves the activity. If that is not possible, the engine records a failure of type
         * {@link PayloadConversionException}, with this failure as its cause.
         */
        public Builder details(Object... values) {
            details.addAll(Arrays.asList(values));
            return this;
        }

        /** Sets whether the failure is never retried. Default: false. */
        public Builder nonRetryable(boolean value) {
            nonRetryable = value;
            return this;
        }

        /**
         * Sets the delay of the next attempt. Zero means no delay. Null, the default, means the backoff of the retry policy.
         */
        public Builder nextRetryDelay(Duration delay) {
            if (delay != null && delay.isNegative()) {
                throw new IllegalArgumentException("The next retry delay must not be negative, but it is " + delay);
            }
            nextRetryDelay = delay;
            return this;
        }

        /**
         * Sets whether the failure is expected: the engine logs it at DEBUG level and does not count it as a failure. Default:
         * false.
         */
        public Builder benign(boolean value) {
            benign = value;
            return this;
        }

        /** Sets the cause, which the engine also records. */
        public Builder cause(Throwable newCause) {
            cause = newCause;
            return this;
        }

        /** {@return the failure, ready to be thrown} */
        public ApplicationFailure build() {
            return new ApplicationFailure(
                    new Failure(Failure.Kind.APPLICATION, message, type, nonRetryable, nextRetryDelay, benign,
                            null, null, null, null, null),
                    cause, details.toArray());
        }
    }
}
