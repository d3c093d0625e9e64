package io.quarkiverse.activities.runtime.payload;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.failure.PayloadConversionException;
import io.quarkiverse.activities.spi.PayloadCodec;
import io.quarkus.arc.All;

/**
 * The codecs of the application, as one. What a codec wrote stands behind a mark and its name, layer upon layer, so
 * that a payload says by itself how it is to be read.
 */
@Singleton
public class PayloadCodecs {

    /** No JSON document starts with it. */
    private static final byte ENCODED = 1;
    private static final int LONGEST_NAME = 255;

    private final List<Layer> layers = new ArrayList<>();
    private final Map<String, PayloadCodec> byName = new HashMap<>();

    /** @param codecs as ArC sorts them: the highest priority value first */
    PayloadCodecs(@All List<PayloadCodec> codecs) {
        List<PayloadCodec> ordered = new ArrayList<>(codecs);
        Collections.reverse(ordered);
        for (PayloadCodec codec : ordered) {
            layers.add(new Layer(codec, name(codec)));
            PayloadCodec other = byName.put(codec.name(), codec);
            if (other != null) {
                throw new IllegalStateException("The payload codecs " + other.getClass().getName() + " and "
                        + codec.getClass().getName() + " have the same name '" + codec.name() + "': rename the newer one");
            }
        }
    }

    private static byte[] name(PayloadCodec codec) {
        byte[] name = codec.name() == null ? new byte[0] : codec.name().getBytes(StandardCharsets.UTF_8);
        if (name.length == 0 || name.length > LONGEST_NAME) {
            throw new IllegalStateException("The payload codec " + codec.getClass().getName() + " needs a name of 1 to "
                    + LONGEST_NAME + " bytes, but has '" + codec.name() + "'");
        }
        return name;
    }

    byte[] encode(byte[] json) {
        byte[] data = json;
        for (Layer layer : layers) {
            byte[] encoded = layer.encode(data);
            if (encoded != data) {
                data = ByteBuffer.allocate(2 + layer.name.length + encoded.length).put(ENCODED).put((byte) layer.name.length)
                        .put(layer.name).put(encoded).array();
            }
        }
        return data;
    }

    byte[] decode(byte[] payload) {
        byte[] data = payload;
        while (data.length > 0 && data[0] == ENCODED) {
            data = outermost(data);
        }
        return data;
    }

    private byte[] outermost(byte[] payload) {
        int start = payload.length < 2 ? payload.length : 2 + (payload[1] & 0xFF);
        if (start >= payload.length) {
            throw new PayloadConversionException("A payload of " + payload.length + " bytes is cut off", null);
        }
        String name = new String(payload, 2, start - 2, StandardCharsets.UTF_8);
        PayloadCodec codec = byName.get(name);
        if (codec == null) {
            throw new PayloadConversionException("A payload was encoded by the codec '" + name + "', but this application has"
                    + (byName.isEmpty() ? " none" : " only " + byName.keySet())
                    + ". Keep a PayloadCodec of that name as long as"
                    + " rows written by it exist", null);
        }
        byte[] encoded = new byte[payload.length - start];
        System.arraycopy(payload, start, encoded, 0, encoded.length);
        byte[] decoded;
        try {
            decoded = codec.decode(encoded);
        } catch (RuntimeException e) {
            throw new PayloadConversionException("The payload codec '" + name + "' could not decode a payload: " + e, e);
        }
        if (decoded == null) {
            throw new PayloadConversionException("The payload codec '" + name + "' decoded a payload to null", null);
        }
        return decoded;
    }

    private record Layer(PayloadCodec codec, byte[] name) {

        byte[] encode(byte[] data) {
            byte[] encoded;
            try {
                encoded = codec.encode(data);
            } catch (RuntimeException e) {
                throw new PayloadConversionException(
                        "The payload codec '" + codec.name() + "' could not encode a payload: " + e,
                        e);
            }
            if (encoded == null) {
                throw new PayloadConversionException("The payload codec '" + codec.name() + "' encoded a payload to null",
                        null);
            }
            return encoded;
        }
    }
}
