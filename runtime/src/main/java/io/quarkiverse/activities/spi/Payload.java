package io.quarkiverse.activities.spi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * A converted value: bytes that the engine stores without reading them.
 * <p>
 * The array is not copied, neither when the payload is created nor when it is read. Do not change the array of a payload.
 */
public final class Payload {

    private final byte[] data;

    private Payload(byte[] data) {
        this.data = data;
    }

    /** {@return a payload with these bytes, which you must not change afterwards} */
    public static Payload of(byte[] data) {
        return new Payload(Objects.requireNonNull(data, "data"));
    }

    /** {@return a payload with these bytes, or null for null} */
    public static Payload ofNullable(byte[] data) {
        return data == null ? null : new Payload(data);
    }

    /** {@return the bytes of the payload, or null for null} */
    public static byte[] bytes(Payload payload) {
        return payload == null ? null : payload.data;
    }

    /** {@return the bytes, which you must not change} */
    public byte[] data() {
        return data;
    }

    /** {@return the number of bytes} */
    public int size() {
        return data.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload && Arrays.equals(data, ((Payload) other).data);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(data);
    }

    /** {@return the bytes as UTF-8 text, for logs and tests} */
    @Override
    public String toString() {
        return new String(data, StandardCharsets.UTF_8);
    }
}
