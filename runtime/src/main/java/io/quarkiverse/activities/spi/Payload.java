package io.quarkiverse.activities.spi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * A converted value: the bytes the engine stores and never looks into.
 * <p>
 * The array is neither copied on the way in nor on the way out; whoever holds a payload must not change it.
 */
public final class Payload {

    private final byte[] data;

    private Payload(byte[] data) {
        this.data = data;
    }

    /** {@return a payload of the given bytes, which must not be changed afterwards} */
    public static Payload of(byte[] data) {
        return new Payload(Objects.requireNonNull(data, "data"));
    }

    /** {@return a payload of the given bytes, or null where there are none} */
    public static Payload ofNullable(byte[] data) {
        return data == null ? null : new Payload(data);
    }

    /** {@return the bytes of the given payload, or null where there is none} */
    public static byte[] bytes(Payload payload) {
        return payload == null ? null : payload.data;
    }

    /** {@return the bytes, which must not be changed} */
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
