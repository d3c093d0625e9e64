package io.quarkiverse.activities.codec.aes.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/** An application with the codec but without a key must not start, because it would write unencrypted payloads. */
class NoKeyTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withEmptyApplication()
            .overrideConfigKey("quarkus.datasource.db-kind", "h2")
            .overrideConfigKey("quarkus.datasource.jdbc.url", "jdbc:h2:mem:no_key;DB_CLOSE_DELAY=-1")
            .assertException(thrown -> assertThat(thrown)
                    .hasMessageContaining("quarkus.activities.codec.aes.current-key is not set"));

    @Test
    void doesNotStart() {
        fail("The application has started");
    }
}
