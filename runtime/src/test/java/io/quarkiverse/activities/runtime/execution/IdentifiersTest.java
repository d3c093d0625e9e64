package io.quarkiverse.activities.runtime.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

class IdentifiersTest {

    private static final String EMOJI = "\uD83D\uDE00";

    @Test
    void theLimitCountsBytes() {
        for (String valid : new String[] { "x".repeat(1_000), "\u00e9".repeat(500), "\u4e00".repeat(333), EMOJI.repeat(250) }) {
            assertThatCode(() -> Identifiers.check("Activity Id", valid)).doesNotThrowAnyException();
        }
        assertRefused("x".repeat(1_001), "The Activity Id takes 1001 bytes in UTF-8, but no more than 1000 are allowed");
        assertRefused("\u00e9".repeat(501), "takes 1002 bytes");
        assertRefused("\u4e00".repeat(334), "takes 1002 bytes");
        assertRefused(EMOJI.repeat(251), "takes 1004 bytes");
        assertThatThrownBy(() -> Identifiers.checkLength("reason", "\u4e00".repeat(400)))
                .hasMessageContaining("The reason takes 1200 bytes");
    }

    @Test
    void charactersThatDatabasesCannotStoreAreRefused() {
        assertRefused("a\0", "NUL character");
        assertRefused("a\uD83Db", "half a character (an unpaired surrogate) at position 1");
        assertRefused("\uDE00", "at position 0");
        assertThatThrownBy(() -> Identifiers.checkLength("reason", "a\uD83D")).hasMessageContaining("at position 1");
    }

    @Test
    void textsAreCutBetweenCharacters() {
        assertThat(Identifiers.storable("a\0b\uD83Dc")).isEqualTo("abc");
        String cut = Identifiers.storable("x" + EMOJI.repeat(400));
        assertThat(cut.getBytes(StandardCharsets.UTF_8)).hasSize(997);
        assertThat(cut).endsWith(EMOJI);
    }

    private static void assertRefused(String id, String message) {
        assertThatThrownBy(() -> Identifiers.check("Activity Id", id)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
