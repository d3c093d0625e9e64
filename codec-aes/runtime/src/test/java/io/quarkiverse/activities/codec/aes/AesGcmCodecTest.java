package io.quarkiverse.activities.codec.aes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;

import io.quarkus.runtime.configuration.ConfigurationException;

/** Tests encryption, key rotation, and the messages for each mistake. */
class AesGcmCodecTest {

    private static final byte[] JSON = "{\"card\":\"4111\"}".getBytes(UTF_8);
    private static final String OLD = key(1, 32);
    private static final String NEW = key(2, 32);

    private static String key(int seed, int length) {
        byte[] key = new byte[length];
        Arrays.fill(key, (byte) seed);
        return Base64.getEncoder().encodeToString(key);
    }

    private static AesGcmCodec codec(Map<String, String> keys, String current) {
        return new AesGcmCodec(new AesKeys(keys, Optional.ofNullable(current)));
    }

    @Test
    void aPayloadIsSecretAndReadable() {
        AesGcmCodec codec = codec(Map.of("2026-01", OLD), "2026-01");
        byte[] encoded = codec.encode(JSON);

        assertThat(new String(encoded, UTF_8)).doesNotContain("4111");
        assertThat(codec.decode(encoded)).isEqualTo(JSON);
        assertThat(codec.encode(JSON)).as("no two payloads look alike").isNotEqualTo(encoded);
        assertThat(codec.decode(codec.encode(new byte[0]))).isEmpty();
    }

    /** Rows outlive versions of the library, so the format must be plain AES-GCM. */
    @Test
    void theFormatIsReadWithTheCryptographyOfTheJdk() throws GeneralSecurityException {
        byte[] encoded = codec(Map.of("schlüssel", OLD), "schlüssel").encode(JSON);
        byte[] id = "schlüssel".getBytes(UTF_8);

        ByteBuffer buffer = ByteBuffer.wrap(encoded);
        assertThat(buffer.get()).isEqualTo((byte) id.length);
        byte[] writtenId = new byte[id.length];
        byte[] nonce = new byte[12];
        buffer.get(writtenId).get(nonce);
        assertThat(writtenId).isEqualTo(id);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(Base64.getDecoder().decode(OLD), "AES"),
                new GCMParameterSpec(128, nonce));
        cipher.updateAAD(id);
        assertThat(cipher.doFinal(encoded, buffer.position(), buffer.remaining())).isEqualTo(JSON);
    }

    @Test
    void keysAreRotated() {
        AesGcmCodec first = codec(Map.of("old", OLD), "old");
        AesGcmCodec prepared = codec(Map.of("old", OLD, "new", NEW), "old");
        AesGcmCodec rotated = codec(Map.of("old", OLD, "new", NEW), "new");
        AesGcmCodec last = codec(Map.of("new", NEW), "new");

        assertThat(first.decode(prepared.encode(JSON))).isEqualTo(JSON);
        assertThat(prepared.decode(rotated.encode(JSON))).isEqualTo(JSON);
        assertThat(rotated.decode(first.encode(JSON))).isEqualTo(JSON);
        assertThat(last.decode(rotated.encode(JSON))).isEqualTo(JSON);
    }

    @Test
    void aKeyThatIsNotConfiguredIsNamed() {
        byte[] encoded = codec(Map.of("old", OLD), "old").encode(JSON);
        AesGcmCodec later = codec(Map.of("new", NEW), "new");
        assertThatThrownBy(() -> later.decode(encoded)).isInstanceOf(IllegalStateException.class)
                .hasMessage("The payload was encrypted with the key 'old', which is not configured: set"
                        + " quarkus.activities.codec.aes.keys.\"old\". The configured keys are [new]");
    }

    @Test
    void aKeyWithOtherBytesDoesNotFit() {
        byte[] encoded = codec(Map.of("old", OLD), "old").encode(JSON);
        AesGcmCodec other = codec(Map.of("old", NEW), "old");
        assertThatThrownBy(() -> other.decode(encoded)).isInstanceOf(IllegalStateException.class)
                .hasMessage("The payload cannot be decrypted with the key 'old': either the configured key is not the one that"
                        + " encrypted it, or the payload was altered");
    }

    @Test
    void aPayloadThatWasAlteredIsRefused() {
        AesGcmCodec codec = codec(Map.of("old", OLD, "new", OLD), "old");
        byte[] encoded = codec.encode(JSON);
        for (int i = 4; i < encoded.length; i++) {
            byte[] altered = encoded.clone();
            altered[i] ^= 1;
            assertThatThrownBy(() -> codec.decode(altered)).as("byte %d", i).hasMessageContaining("the payload was altered");
        }
        byte[] otherId = encoded.clone();
        System.arraycopy("new".getBytes(UTF_8), 0, otherId, 1, 3);
        assertThatThrownBy(() -> codec.decode(otherId)).as("the same key with another ID")
                .hasMessageContaining("the payload was altered");
    }

    @Test
    void anIncompletePayloadIsRefused() {
        AesGcmCodec codec = codec(Map.of("old", OLD), "old");
        byte[] encoded = codec.encode(new byte[0]);
        for (int length = 0; length < encoded.length; length++) {
            byte[] cut = Arrays.copyOf(encoded, length);
            assertThatThrownBy(() -> codec.decode(cut)).as("%d bytes", length)
                    .hasMessage("The encrypted payload of " + length + " bytes is incomplete");
        }
    }

    @Test
    void theCurrentKeyMustBeThere() {
        assertMistake(Map.of("old", OLD), null,
                "current-key is not set. Name the key that encrypts new payloads, one of [old]");
        assertMistake(Map.of(), null, "current-key is not set. Configure a key as"
                + " quarkus.activities.codec.aes.keys.\"<id>\", and name it here. Generate a key with: openssl rand -base64 32");
        assertMistake(Map.of("old", OLD), "new", "current-key is 'new', but there is no such key. Configure it as"
                + " quarkus.activities.codec.aes.keys.\"new\", or name one of [old]");
    }

    @Test
    void aKeyMustBeBase64Of32Bytes() {
        assertMistake(Map.of("old", "_not_base64_"), "old",
                "keys.\"old\" is not valid Base64. Generate a key with: openssl rand -base64 32");
        assertMistake(Map.of("old", key(1, 16)), "old",
                "keys.\"old\" has 16 bytes, but needs 32. Generate a key with: openssl rand -base64 32");
        assertMistake(Map.of("x".repeat(256), OLD), "old", "has 256 bytes. Use 1 to 255");
        assertThat(codec(Map.of("old", OLD + "\n"), "old").name()).as("a file with a key ends with a line break")
                .isEqualTo("aes-gcm");
    }

    private static void assertMistake(Map<String, String> keys, String current, String message) {
        assertThatThrownBy(() -> codec(keys, current)).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("quarkus.activities.codec.aes.").hasMessageContaining(message).hasNoCause();
    }
}
