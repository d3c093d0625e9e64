package io.quarkiverse.activities.spi;

import java.time.Duration;

import io.quarkiverse.activities.TimeoutType;

/**
 * What went wrong, as the engine keeps and compares it. The exceptions of {@code io.quarkiverse.activities.failure} are what
 * users see of it.
 *
 * @param kind what kind of failure this is
 * @param message the text, may be null
 * @param type the type that retry policies match exactly: a class name or a name of the user's. Application failures only
 * @param nonRetryable whether no retry may follow. Application and server failures
 * @param nextRetryDelay the delay the worker asked for instead of the policy's, or null
 * @param benign whether this failure is expected: logged quietly and not counted
 * @param details details of an application or canceled failure, or null
 * @param lastHeartbeatDetails the last heartbeat details of an attempt that timed out, or null
 * @param timeoutType which timeout it was. Timeout failures only
 * @param stackTrace the stack trace as text, or null
 * @param cause what caused it, or null
 */
public record Failure(Kind kind, String message, String type, boolean nonRetryable, Duration nextRetryDelay, boolean benign,
        Payload details, Payload lastHeartbeatDetails, TimeoutType timeoutType, String stackTrace, Failure cause) {

    /** The kinds of failures, as Temporal has them. */
    public enum Kind {
        /** Thrown by a method, or reported instead of it. */
        APPLICATION,
        /** One of the four timeouts expired. */
        TIMEOUT,
        /** A requested cancellation was acknowledged. */
        CANCELED,
        /** Somebody terminated the execution. */
        TERMINATED,
        /** The engine itself. */
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

    /** {@return a failure of the engine itself} */
    public static Failure server(String message, boolean nonRetryable, Failure cause) {
        return new Failure(Kind.SERVER, message, null, nonRetryable, null, false, null, null, null, null, cause);
    }

    /** {@return the same failure with these heartbeat details and this cause} */
    public Failure withLastHeartbeatDetailsAndCause(Payload details, Failure newCause) {
        return new Failure(kind, message, type, nonRetryable, nextRetryDelay, benign, this.details, details, timeoutType,
                stackTrace, newCause);
    }
}
