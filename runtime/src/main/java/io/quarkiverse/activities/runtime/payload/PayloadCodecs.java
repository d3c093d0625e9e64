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
 * Applies the codecs of the application one after the other. Each codec that changes a payload adds a layer: a marker byte, the
 * name of the codec, and the encoded data. So a payload names the codecs that can decode it.
 */
@Singleton
public class PayloadCodecs {

    /** The marker of an encoded payload. No JSON document starts with this byte. */
    private static final byte ENCODED = 1;
    private static final int LONGEST_NAME = 255;

    private final List<Layer> layers = new ArrayList<>();
    private final Map<String, PayloadCodec> byName = new HashMap<>();

    /** @param codecs the codecs as ArC sorts them: the highest priority value first */
    PayloadCodecs(@All List<PayloadCodec> codecs) {
        List<PayloadCodec> ordered = new ArrayList<>(codecs);
        Collections.reverse(ordered);
        for (PayloadCodec codec : ordered) {
            layers.add(new Layer(codec, name(codec)));
            PayloadCodec other = byName.put(codec.name(), codec);
            if (other != null) {
                throw new IllegalStateException("The payload codecs " + other.getClass().getName() + " and "
                        + codec.getClass().getName() + " have the same name '" + codec.name() + "'. Rename the newer one");
            }
        }
    }

    private static byte[] name(PayloadCodec codec) {
        byte[] name = codec.name() == null ? new byte[0] : codec.name().getBytes(StandardCharsets.UTF_8);
        if (name.length == 0 || name.length > LONGEST_NAME) {
            throw new IllegalStateException("The name of the payload codec " + codec.getClass().getName() + " must have 1 to "
                    + LONGEST_NAME + " bytes, but is '" + codec.name() + "'");
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
            throw new PayloadConversionException("An encoded payload of " + payload.length + " bytes is truncated", null);
        }
        String name = new String(payload, 2, start - 2, StandardCharsets.UTF_8);
        PayloadCodec codec = byName.get(name);
        if (codec == null) {
            throw new PayloadConversionException("A payload was encoded by the codec '" + name + "', but this application has"
                    + (byName.isEmpty() ? " none" : " only " + byName.keySet())
                    + ". Keep a PayloadCodec with that name as long as there are rows that it has written", null);
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
