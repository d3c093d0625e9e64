package io.quarkiverse.activities.failure;

/**
 * Thrown when a value cannot be written as a payload, or a payload cannot be read as the requested type. A start that throws it
 * leaves nothing behind. An attempt whose arguments or result cannot be converted fails with it, and is retried according to
 * the retry policy.
 */
public class PayloadConversionException extends IllegalArgumentException {

    /** Created by the engine, and by tests. */
    public PayloadConversionException(String message, Throwable cause) {
        super(message, cause);
    }
}
