package shop;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.activities.spi.PayloadCodec;

// tag::codec[]
/**
 * Encrypts payloads with AES in GCM mode. A payload carries the id of its key, so keys are rotated in three steps: give
 * all nodes the new key, then name it as the one that writes, and take the old one away when nothing that it wrote is
 * left.
 */
@Singleton
@Priority(2000) // after codecs that compress
public class AesGcmCodec implements PayloadCodec {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, SecretKey> keys = new HashMap<>();
    private final String writingKey;

    /**
     * @param keys from key ids to keys of 16 or 32 bytes in Base64: {@code shop.payload.keys."2026-11"=…}
     * @param writingKey the id of the key that encrypts
     */
    AesGcmCodec(@ConfigProperty(name = "shop.payload.keys") Map<String, String> keys,
            @ConfigProperty(name = "shop.payload.writing-key") String writingKey) {
        keys.forEach((id, key) -> this.keys.put(id, new SecretKeySpec(Base64.getDecoder().decode(key), "AES")));
        this.writingKey = writingKey;
        key(writingKey); // a wrong configuration stops the application, not its activities
    }

    @Override
    public String name() {
        return "aes-gcm";
    }

    @Override
    public byte[] encode(byte[] data) {
        byte[] keyId = writingKey.getBytes(StandardCharsets.UTF_8);
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] encrypted = crypt(Cipher.ENCRYPT_MODE, writingKey, nonce, data);
        return ByteBuffer.allocate(1 + keyId.length + nonce.length + encrypted.length)
                .put((byte) keyId.length).put(keyId).put(nonce).put(encrypted).array();
    }

    @Override
    public byte[] decode(byte[] data) {
        ByteBuffer buffer = ByteBuffer.wrap(data);
        byte[] keyId = new byte[buffer.get() & 0xFF];
        byte[] nonce = new byte[NONCE_BYTES];
        buffer.get(keyId).get(nonce);
        byte[] encrypted = new byte[buffer.remaining()];
        buffer.get(encrypted);
        return crypt(Cipher.DECRYPT_MODE, new String(keyId, StandardCharsets.UTF_8), nonce, encrypted);
    }

    private byte[] crypt(int mode, String keyId, byte[] nonce, byte[] data) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key(keyId), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(keyId.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Key '" + keyId + "' does not fit: " + e.getMessage(), e);
        }
    }

    private SecretKey key(String id) {
        SecretKey key = keys.get(id);
        if (key == null) {
            throw new IllegalStateException("There is no key '" + id + "': configure shop.payload.keys.\"" + id + "\"");
        }
        return key;
    }
}
// end::codec[]
