package io.quarkiverse.activities.codec.aes;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;

import io.quarkus.runtime.configuration.ConfigurationException;

/** Holds the configured keys. No message contains any part of a key. */
final class AesKeys {

    static final int LONGEST_ID = 255;

    private static final String PREFIX = "quarkus.activities.codec.aes.";
    private static final int KEY_BYTES = 32;
    private static final String GENERATE = "Generate a key with: openssl rand -base64 " + KEY_BYTES;

    private final Map<String, Aead> byId = new HashMap<>();
    private final String currentId;

    /**
     * Reads and checks the configured keys.
     *
     * @throws ConfigurationException if a key is invalid, or the current key is missing
     */
    AesKeys(Map<String, String> keys, Optional<String> currentKey) {
        keys.forEach((id, key) -> byId.put(checkedId(id), aead(id, key)));
        if (currentKey.isEmpty()) {
            throw new ConfigurationException(PREFIX + "current-key is not set. "
                    + (keys.isEmpty() ? "Configure a key as " + property("<id>") + ", and name it here. " + GENERATE
                            : "Name the key that encrypts new payloads, one of " + ids()));
        }
        currentId = currentKey.get();
        if (!byId.containsKey(currentId)) {
            throw new ConfigurationException(PREFIX + "current-key is '" + currentId + "', but there is no such key. "
                    + (keys.isEmpty() ? "Configure it as " + property(currentId) + ". " + GENERATE
                            : "Configure it as " + property(currentId) + ", or name one of " + ids()));
        }
    }

    private static String checkedId(String id) {
        int length = id.getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length > LONGEST_ID) {
            throw new ConfigurationException("The ID in " + property(id) + " has " + length + " bytes. Use 1 to " + LONGEST_ID);
        }
        return id;
    }

    private static Aead aead(String id, String key) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(key.strip());
        } catch (IllegalArgumentException e) {
            // No cause: its message shows a character of the key
            throw new ConfigurationException(property(id) + " is not valid Base64. " + GENERATE);
        }
        if (bytes.length != KEY_BYTES) {
            throw new ConfigurationException(
                    property(id) + " has " + bytes.length + " bytes, but needs " + KEY_BYTES + ". " + GENERATE);
        }
        try {
            return new AesGcmJce(bytes);
        } catch (GeneralSecurityException e) {
            throw new ConfigurationException(property(id) + " cannot be used on this platform: " + e.getMessage(), e);
        }
    }

    /** {@return the ID of the key that encrypts new payloads} */
    String currentId() {
        return currentId;
    }

    /**
     * {@return the key with this ID}
     *
     * @throws IllegalStateException if there is no such key
     */
    Aead get(String id) {
        Aead key = byId.get(id);
        if (key == null) {
            throw new IllegalStateException("The payload was encrypted with the key '" + id + "', which is not configured: set "
                    + property(id) + ". The configured keys are " + ids());
        }
        return key;
    }

    private TreeSet<String> ids() {
        return new TreeSet<>(byId.keySet());
    }

    private static String property(String id) {
        return PREFIX + "keys.\"" + id + "\"";
    }
}
