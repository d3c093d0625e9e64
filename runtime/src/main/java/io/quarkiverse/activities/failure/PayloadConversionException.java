package io.quarkiverse.activities.failure;

/**
 * A value cannot be written as a payload, or a payload cannot be read as the type that is wanted. A start fails with it and
 * leaves nothing behind; an attempt whose arguments or result it is about fails with it and is retried by policy.
 */
public class PayloadConversionException extends IllegalArgumentException {

    /** Made by the engine, and by tests. */
    public PayloadConversionException(String message, Throwable cause) {
        super(message, cause);
    }
}
