package io.quarkiverse.activities.spi;

import java.time.Duration;

import io.quarkiverse.activities.TimeoutType;

/**
 * A failure as the engine stores and compares it. Users receive it as an exception of the package
 * {@code io.quarkiverse.activities.failure}.
 *
 * @param kind the kind of failure
 * @param message the message, or null
 * @param type the type that retry policies match exactly: a class name or a type that the user has set. Only for application
 *        failures
 * @param nonRetryable whether the failure is never retried. Only for application and server failures
 * @param nextRetryDelay the delay that the worker requested instead of the backoff of the retry policy, or null
 * @param benign whether the failure is expected: logged at DEBUG level and not counted as a failure
 * @param details the details of an application or canceled failure, or null
 * @param lastHeartbeatDetails the last heartbeat details of an attempt that timed out, or null
 * @param timeoutType the timeout that expired. Only for timeout failures
 * @param stackTrace the stack trace as text, or null
 * @param cause the cause, or null
 */
public record Failure(Kind kind, String message, String type, boolean nonRetryable, Duration nextRetryDelay, boolean benign,
        Payload details, Payload lastHeartbeatDetails, TimeoutType timeoutType, String stackTrace, Failure cause) {

    /** The kinds of failures. They are the same as in Temporal. */
    public enum Kind {
        /** The method threw an exception, or a failure was reported in its place. */
        APPLICATION,
        /** One of the four timeouts expired. */
        TIMEOUT,
        /** A cancellation request was acknowledged. */
        CANCELED,
        /** The execution was terminated. */
        TERMINATED,
        /** The engine failed the attempt. */
        SERVER
    }

    /** {@return a retryable application failure} */
    public static Failure application(String type, String message) {
        return new Failure(Kind.APPLICATION, message, type, false, null, false, null, null, null, null, null);
    }

    /** {@return a timeout failure with neither details nor cause} */
    public static Failure timeout(TimeoutType timeoutType, String message) {
        return new Failure(Kind.TIMEOUT, message, null, false, null, false, null, null, timeoutType, null, null);
    }

    /** {@return a canceled failure} */
    public static Failure canceled(String message, Payload details) {
        return new Failure(Kind.CANCELED, message, null, false, null, false, details, null, null, null, null);
    }

    /** {@return a terminated failure} */
    public static Failure terminated(String message) {
        return new Failure(Kind.TERMINATED, message, null, false, null, false, null, null, null, null, null);
    }

    /** {@return a failure that the engine itself reports} */
    public static Failure server(String message, boolean nonRetryable, Failure cause) {
        return new Failure(Kind.SERVER, message, null, nonRetryable, null, false, null, null, null, null, cause);
    }

    /** {@return the same failure with these heartbeat details and this cause} */
    public Failure withLastHeartbeatDetailsAndCause(Payload details, Failure newCause) {
        return new Failure(kind, message, type, nonRetryable, nextRetryDelay, benign, this.details, details, timeoutType,
                stackTrace, newCause);
    }
}
