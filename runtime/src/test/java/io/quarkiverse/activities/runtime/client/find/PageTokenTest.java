package io.quarkiverse.activities.runtime.client.find;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.runtime.store.value.RunIds;

class PageTokenTest {

    private static final String QUERY = "ActivityId STARTS_WITH 'ä'";

    @Test
    void namesTheRun() {
        UUID run = RunIds.at(Instant.now());
        String token = PageToken.after(run, QUERY);
        assertThat(token).matches("[A-Za-z0-9_-]{34}");
        assertThat(PageToken.read(token, QUERY)).isEqualTo(run);
    }

    @Test
    void isValidForItsQueryOnly() {
        String token = PageToken.after(RunIds.at(Instant.now()), QUERY);
        assertThatThrownBy(() -> PageToken.read(token, QUERY + " ")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another query");
    }

    @Test
    void isRefusedWhenAnyCharacterIsChanged() {
        String token = PageToken.after(RunIds.at(Instant.now()), QUERY);
        // Some bits of the last character are padding
        for (int i = 0; i < token.length() - 1; i++) {
            String garbled = token.substring(0, i) + (token.charAt(i) == 'x' ? 'y' : 'x') + token.substring(i + 1);
            assertThatThrownBy(() -> PageToken.read(garbled, QUERY)).as(garbled).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void refusesTextThatIsNoToken() {
        String token = PageToken.after(RunIds.at(Instant.now()), QUERY);
        for (String none : new String[] { "x", "page 2", "AAAA", token + "AAAA", token.substring(4) }) {
            assertThatThrownBy(() -> PageToken.read(none, QUERY)).as(none).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not a page token");
        }
    }
}
