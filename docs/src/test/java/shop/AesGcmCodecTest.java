package shop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Map;

import org.junit.jupiter.api.Test;

class AesGcmCodecTest {

    private static final byte[] JSON = "{\"card\":\"4111\"}".getBytes(UTF_8);
    private static final String OLD = key(1);
    private static final String NEW = key(2);

    private static String key(int seed) {
        byte[] key = new byte[32];
        key[0] = (byte) seed;
        return Base64.getEncoder().encodeToString(key);
    }

    @Test
    void whatItWritesIsSecretAndReadable() {
        AesGcmCodec codec = new AesGcmCodec(Map.of("old", OLD), "old");
        byte[] encoded = codec.encode(JSON);

        assertThat(new String(encoded, UTF_8)).doesNotContain("4111");
        assertThat(codec.decode(encoded)).isEqualTo(JSON);
        assertThat(codec.encode(JSON)).as("no two payloads look alike").isNotEqualTo(encoded);
    }

    @Test
    void keysAreRotated() {
        AesGcmCodec first = new AesGcmCodec(Map.of("old", OLD), "old");
        AesGcmCodec prepared = new AesGcmCodec(Map.of("old", OLD, "new", NEW), "old");
        AesGcmCodec rotated = new AesGcmCodec(Map.of("old", OLD, "new", NEW), "new");
        AesGcmCodec last = new AesGcmCodec(Map.of("new", NEW), "new");

        assertThat(first.decode(prepared.encode(JSON))).isEqualTo(JSON);
        assertThat(prepared.decode(rotated.encode(JSON))).isEqualTo(JSON);
        assertThat(rotated.decode(first.encode(JSON))).isEqualTo(JSON);
        assertThat(last.decode(rotated.encode(JSON))).isEqualTo(JSON);
        assertThatThrownBy(() -> last.decode(first.encode(JSON))).hasMessageContaining("shop.payload.keys.\"old\"");
    }

    @Test
    void whatWasTamperedWithIsRefused() {
        AesGcmCodec codec = new AesGcmCodec(Map.of("old", OLD, "new", OLD), "old");
        byte[] data = codec.encode(JSON);
        data[data.length - 1] ^= 1;
        byte[] otherKeyId = codec.encode(JSON);
        System.arraycopy("new".getBytes(UTF_8), 0, otherKeyId, 1, 3);

        assertThatThrownBy(() -> codec.decode(data)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> codec.decode(otherKeyId)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theWritingKeyMustBeThere() {
        assertThatThrownBy(() -> new AesGcmCodec(Map.of("old", OLD), "new")).hasMessageContaining("no key 'new'");
    }
}
