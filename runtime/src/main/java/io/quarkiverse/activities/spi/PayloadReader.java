package io.quarkiverse.activities.spi;

import java.lang.reflect.Type;

/**
 * Reads payloads and decodes them with the codecs. Its methods throw {@code PayloadConversionException} if a payload cannot be
 * read.
 */
public interface PayloadReader {

    /** {@return the payload as a value of this type, or null for null} */
    Object read(Payload payload, Type type);

    /** {@return the number of values in a payload that was written from a list of values; 0 for null} */
    int size(Payload values);

    /**
     * {@return one of the values of a payload that was written from a list of values, or null if there is none at that index}
     */
    Object read(Payload values, int index, Type type);
}
