package io.quarkiverse.activities.codec.aes;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.spi.PayloadCodec;

/**
 * Encrypts payloads with AES-256 in GCM mode. An encoded payload consists of the length of the key's ID in one byte, the ID in
 * UTF-8, a random nonce of 12 bytes, the encrypted data, and a tag of 16 bytes that proves that neither data nor ID were
 * altered.
 * <p>
 * Its priority is 2000; a codec that compresses needs a smaller one. Random nonces are safe for 2<sup>32</sup> payloads per
 * key: rotate keys before that.
 */
@Singleton
@Priority(2000)
public class AesGcmCodec implements PayloadCodec {

    private static final int NONCE_AND_TAG = 12 + 16;

    private final AesKeys keys;

    @Inject
    AesGcmCodec(AesCodecConfig config) {
        this(new AesKeys(config.keys(), config.currentKey()));
    }

    AesGcmCodec(AesKeys keys) {
        this.keys = keys;
    }

    @Override
    public String name() {
        return "aes-gcm";
    }

    @Override
    public byte[] encode(byte[] data) {
        byte[] id = keys.currentId().getBytes(StandardCharsets.UTF_8);
        byte[] encrypted;
        try {
            encrypted = keys.get(keys.currentId()).encrypt(data, id);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The payload cannot be encrypted with the key '" + keys.currentId() + "': "
                    + e.getMessage(), e);
        }
        return ByteBuffer.allocate(1 + id.length + encrypted.length).put((byte) id.length).put(id).put(encrypted).array();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the key of this payload is not configured or was changed, or if the payload was altered
     *         or is incomplete
     */
    @Override
    public byte[] decode(byte[] data) {
        int idLength = data.length == 0 ? 0 : data[0] & 0xFF;
        if (data.length < 1 + idLength + NONCE_AND_TAG) {
            throw new IllegalStateException("The encrypted payload of " + data.length + " bytes is incomplete");
        }
        byte[] id = new byte[idLength];
        byte[] encrypted = new byte[data.length - 1 - idLength];
        ByteBuffer.wrap(data, 1, data.length - 1).get(id).get(encrypted);
        String keyId = new String(id, StandardCharsets.UTF_8);
        try {
            return keys.get(keyId).decrypt(encrypted, id);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The payload cannot be decrypted with the key '" + keyId
                    + "': either the configured key is not the one that encrypted it, or the payload was altered", e);
        }
    }
}
