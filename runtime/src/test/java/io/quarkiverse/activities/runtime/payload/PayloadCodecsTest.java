package io.quarkiverse.activities.runtime.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.failure.PayloadConversionException;
import io.quarkiverse.activities.spi.PayloadCodec;

class PayloadCodecsTest {

    private static final byte[] JSON = "{\"a\":1}".getBytes(UTF_8);

    private final Tags zip = new Tags("zip");
    private final Tags lock = new Tags("lock");

    @Test
    void withoutCodecsPayloadsAreJson() {
        assertThat(Tags.codecs().encode(JSON)).isSameAs(JSON);
        assertThat(Tags.codecs().decode(JSON)).isSameAs(JSON);
    }

    @Test
    void theSmallestPriorityEncodesFirst() {
        byte[] encoded = Tags.codecs(zip, lock).encode(JSON);

        assertThat(new String(encoded, UTF_8)).isEqualTo("\u0001\u0004lock<lock>\u0001\u0003zip<zip>{\"a\":1}");
        assertThat(Tags.codecs(zip, lock).decode(encoded)).isEqualTo(JSON);
    }

    @Test
    void earlierPayloadsStayReadable() {
        byte[] zipped = Tags.codecs(zip).encode(JSON);

        PayloadCodecs both = Tags.codecs(lock, zip);
        assertThat(both.decode(JSON)).as("written without codecs").isEqualTo(JSON);
        assertThat(both.decode(zipped)).as("written before the second codec was added").isEqualTo(JSON);
        assertThat(both.decode(Tags.codecs(zip, lock).encode(JSON))).as("written in another order").isEqualTo(JSON);
        zip.on = false;
        lock.on = false;
        assertThat(both.encode(JSON)).isEqualTo(JSON);
        assertThat(both.decode(zipped)).as("after the codec was switched off").isEqualTo(JSON);
    }

    @Test
    void saysWhichCodecIsMissing() {
        byte[] locked = Tags.codecs(lock).encode(JSON);

        assertThatThrownBy(() -> Tags.codecs().decode(locked)).isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining("'lock'").hasMessageContaining("has none");
        assertThatThrownBy(() -> Tags.codecs(zip).decode(locked)).hasMessageContaining("'lock'").hasMessageContaining("[zip]");
    }

    @Test
    void saysWhichCodecFailed() {
        byte[] locked = Tags.codecs(lock).encode(JSON);
        locked[locked.length - JSON.length - 3] = 'x';

        assertThatThrownBy(() -> Tags.codecs(lock).decode(locked)).isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining("'lock' could not decode").hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Tags.codecs(lock).decode(new byte[] { 1, 4, 'l' })).hasMessageContaining("is truncated");
    }

    @Test
    void namesAreCheckedWhenTheApplicationStarts() {
        assertThatThrownBy(() -> Tags.codecs(lock, new Tags("lock"))).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("same name 'lock'");
        assertThatThrownBy(() -> Tags.codecs(new Tags(""))).hasMessageContaining("1 to 255 bytes");
        Tags longest = new Tags("x".repeat(255));
        assertThat(Tags.codecs(longest).decode(Tags.codecs(longest).encode(JSON))).isEqualTo(JSON);
    }

    @Test
    void aCodecMustReturnSomething() {
        PayloadCodec nothing = new PayloadCodec() {
            @Override
            public String name() {
                return "nothing";
            }

            @Override
            public byte[] encode(byte[] data) {
                return null;
            }

            @Override
            public byte[] decode(byte[] data) {
                return null;
            }
        };

        assertThatThrownBy(() -> Tags.codecs(nothing).encode(JSON)).isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining("'nothing' encoded a payload to null");
    }
}
