package io.quarkiverse.activities.runtime.interceptor;

import java.lang.reflect.Type;
import java.util.Collections;
import java.util.Map;

import jakarta.enterprise.util.TypeLiteral;

import io.quarkiverse.activities.runtime.payload.Payloads;

/** Writes a header as a payload and reads it: a JSON object with string values. */
final class HeaderFormat {

    private static final Type TYPE = new TypeLiteral<Map<String, String>>() {
    }.getType();

    private HeaderFormat() {
    }

    static byte[] write(Map<String, String> header, Payloads payloads) {
        return header.isEmpty() ? null : payloads.write(header, TYPE);
    }

    @SuppressWarnings("unchecked")
    static Map<String, String> read(byte[] header, Payloads payloads) {
        Map<String, String> read = (Map<String, String>) payloads.read(header, TYPE);
        return read == null ? Map.of() : Collections.unmodifiableMap(read);
    }
}
