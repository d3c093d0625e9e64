package io.quarkiverse.activities.workflow.runtime.replay;

import java.lang.reflect.Type;
import java.util.List;

import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.spi.PayloadReader;

/**
 * Converts the values of workflow code to payloads and back. Must be deterministic, because it is called again when a run is
 * replayed.
 */
public interface Conversion extends PayloadReader {

    /** {@return a value as a payload, or null for null} */
    Payload write(Object value);

    /** {@return a list of arguments as one payload, or null if there are none} */
    Payload writeArguments(Object[] arguments);

    /**
     * {@return a list of arguments as one payload, or null if there are none}
     *
     * @param kind what they are the arguments of, for messages, such as {@code activity}
     * @param name its name
     */
    default Payload writeArguments(String kind, String name, Object[] arguments) {
        return writeArguments(arguments);
    }

    /** {@return the arguments of a payload, one for each type; missing ones are null or zero} */
    Object[] readArguments(Payload arguments, List<Type> types);

    /** {@return an exception as data, without its causes} Keeps the kind of recorded failures. */
    Failure failure(Throwable thrown);
}
