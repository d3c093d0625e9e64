package io.quarkiverse.activities.failure;

/**
 * Thrown in a native image when a value cannot be written as a payload, or a payload cannot be read, because its class is not
 * registered for reflection. The message names the class. An attempt that fails with it is not retried, because the image stays
 * as it is. In dev and test mode, the engine logs a warning about such classes.
 */
public class UnregisteredTypeException extends PayloadConversionException {

    /** Created by the engine, and by tests. */
    public UnregisteredTypeException(String message, Throwable cause) {
        super(message, cause);
    }
}
