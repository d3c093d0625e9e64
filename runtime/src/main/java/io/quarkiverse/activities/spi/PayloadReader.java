package io.quarkiverse.activities.spi;

import java.lang.reflect.Type;

/** Reads payloads, codecs included. What cannot be read is a {@code PayloadConversionException}. */
public interface PayloadReader {

    /** {@return the payload as a value of that type, or null where there is none} */
    Object read(Payload payload, Type type);

    /** {@return how many values a payload holds that was written from a list of values: 0 for null} */
    int size(Payload values);

    /**
     * {@return one of the values of a payload that was written from a list of them, or null where there is none at that
     * index}
     */
    Object read(Payload values, int index, Type type);
}
