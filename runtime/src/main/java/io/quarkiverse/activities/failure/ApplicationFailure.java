package io.quarkiverse.activities.failure;

import java.time.Duration;
import java.util.Optional;

import io.quarkiverse.activities.spi.Failure;

/**
 * A failure of the activity method itself. Any exception that leaves the method becomes one, with the name of its class as
 * type; throwing this class says more: a type of its own, that no retry may follow, or when the next attempt shall run.
 */
public final class ApplicationFailure extends RecordedFailure {

    ApplicationFailure(Failure data) {
        super(data);
    }

    /** {@return a failure of this type that is retried by policy} */
    public static ApplicationFailure newFailure(String message, String type) {
        return new ApplicationFailure(Failure.application(type, message));
    }

    /** {@return a failure of this type that is never retried} */
    public static ApplicationFailure newNonRetryableFailure(String message, String type) {
        return build(message, type, true, null);
    }

    /** {@return a failure of this type after which the next attempt waits this long instead of what the policy says} */
    public static ApplicationFailure newFailureWithDelay(String message, String type, Duration nextRetryDelay) {
        return build(message, type, false, nextRetryDelay);
    }

    private static ApplicationFailure build(String message, String type, boolean nonRetryable, Duration nextRetryDelay) {
        return new ApplicationFailure(new Failure(Failure.Kind.APPLICATION, message, type, nonRetryable, nextRetryDelay, false,
                null, null, null, null, null));
    }

    /** {@return the type that retry policies match: the name of the class that was thrown, or a name of the user's} */
    public String type() {
        return data().type();
    }

    public boolean nonRetryable() {
        return data().nonRetryable();
    }

    /** {@return the delay it asked for} */
    public Optional<Duration> nextRetryDelay() {
        return Optional.ofNullable(data().nextRetryDelay());
    }
}
