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
 * A failure of the activity method itself. Any exception that leaves the method becomes one, with the name of its class
 * as type; throwing this class says more: a type of its own, details, that no retry may follow, or when the next
 * attempt shall run.
 *
 * <pre>
 * throw ApplicationFailure.newBuilder().type("CardDeclined").message("The card was declined").details(code, limit)
 *         .nonRetryable(true).build();
 * </pre>
 */
public final class ApplicationFailure extends RecordedFailure {

    /** As the thrower gave them; null where they are in the recorded data. */
    private final transient Object[] given;

    ApplicationFailure(Failure data, PayloadReader reader) {
        super(data, reader);
        given = null;
    }

    private ApplicationFailure(Failure data, Throwable cause, Object[] given) {
        super(data, cause);
        this.given = given;
    }

    /** {@return a failure of this type that is retried by policy} */
    public static ApplicationFailure newFailure(String message, String type) {
        return newBuilder().message(message).type(type).build();
    }

    /** {@return a failure of this type that is never retried} */
    public static ApplicationFailure newNonRetryableFailure(String message, String type) {
        return newBuilder().message(message).type(type).nonRetryable(true).build();
    }

    /** {@return a failure of this type after which the next attempt waits this long instead of what the policy says} */
    public static ApplicationFailure newFailureWithDelay(String message, String type, Duration nextRetryDelay) {
        return newBuilder().message(message).type(type).nextRetryDelay(nextRetryDelay).build();
    }

    /** {@return a builder of a failure that is retried by policy, unless it is told otherwise} */
    public static Builder newBuilder() {
        return new Builder();
    }

    /**
     * Lets any exception leave a method that declares none:
     * {@code catch (IOException e) { throw ApplicationFailure.wrap(e); }}. What is recorded when it leaves the activity
     * is the exception given here, not its wrapper.
     *
     * @return the exception itself if it is unchecked, else a wrapper of it
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

    /** {@return the type that retry policies match: the name of the class that was thrown, or a name of the user's} */
    public String type() {
        return data().type();
    }

    /** {@return whether no retry may follow} */
    public boolean nonRetryable() {
        return data().nonRetryable();
    }

    /** {@return the delay it asked for} */
    public Optional<Duration> nextRetryDelay() {
        return Optional.ofNullable(data().nextRetryDelay());
    }

    /** {@return whether it is expected: logged at DEBUG level and not counted as a failure, but retried like any other} */
    public boolean benign() {
        return data().benign();
    }

    /** {@return how many details it has} */
    public int detailsCount() {
        return given != null ? given.length : reader().size(data().details());
    }

    /**
     * {@return its first detail}
     *
     * @throws PayloadConversionException if it cannot be read as that type
     */
    public <T> Optional<T> details(Class<T> type) {
        return details(0, type);
    }

    /**
     * {@return one of its details, from 0; empty where there is none, or where it is null}
     *
     * @throws PayloadConversionException if it cannot be read as that type
     */
    public <T> Optional<T> details(int index, Class<T> type) {
        return details(index, (Type) type);
    }

    /**
     * {@return one of its details, from 0, as a generic type such as {@code List<Order>}; empty where there is none, or
     * where it is null}
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
            throw new PayloadConversionException("Detail " + index + " is a " + given[index].getClass().getName()
                    + " and was asked for as " + expected.getName(), null);
        }
        return Optional.ofNullable((T) given[index]);
    }

    /** {@return its details as its thrower gave them, for the engine to record; empty for a failure that was recorded} */
    public List<Object> givenDetails() {
        return given == null ? List.of() : Collections.unmodifiableList(Arrays.asList(given));
    }

    /** Puts a failure together. Everything may be left out. */
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

        /** Sets the text, which is not encrypted by codecs. */
        public Builder message(String newMessage) {
            message = newMessage;
            return this;
        }

        /** Sets the type, which retry policies match exactly. None unless set: then no policy excludes it. */
        public Builder type(String newType) {
            type = newType;
            return this;
        }

        /**
         * Adds values that the caller can read from the recorded failure. They are converted like arguments, when the
         * failure leaves the activity; where that is not possible, a failure of type {@link PayloadConversionException}
         * is recorded, with this one as its cause.
         */
        public Builder details(Object... values) {
            details.addAll(Arrays.asList(values));
            return this;
        }

        /** Sets whether no retry may follow; false unless set. */
        public Builder nonRetryable(boolean value) {
            nonRetryable = value;
            return this;
        }

        /** Sets how long the next attempt waits; zero for not at all, null, the default, for what the retry policy says. */
        public Builder nextRetryDelay(Duration delay) {
            if (delay != null && delay.isNegative()) {
                throw new IllegalArgumentException("The next retry delay must not be negative, but is " + delay);
            }
            nextRetryDelay = delay;
            return this;
        }

        /** Sets whether the failure is expected: logged at DEBUG level and not counted as a failure. False unless set. */
        public Builder benign(boolean value) {
            benign = value;
            return this;
        }

        /** Sets what caused it, which is recorded too. */
        public Builder cause(Throwable newCause) {
            cause = newCause;
            return this;
        }

        /** {@return the failure, to be thrown} */
        public ApplicationFailure build() {
            return new ApplicationFailure(
                    new Failure(Failure.Kind.APPLICATION, message, type, nonRetryable, nextRetryDelay, benign,
                            null, null, null, null, null),
                    cause, details.toArray());
        }
    }
}
