package io.quarkiverse.activities.test.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** Tests that a datasource without JTA transactions is refused: a start would survive the rollback of its caller. */
class DisabledTransactionsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.H2.app("disabled_transactions").withEmptyApplication()
            .overrideConfigKey("quarkus.datasource.jdbc.transactions", "disabled")
            .assertException(e -> assertThat(e).hasStackTraceContaining(
                    "quarkus.datasource.jdbc.transactions is disabled, but activities need the default, 'enabled'"));

    @Test
    void isRefused() {
        Assertions.fail();
    }
}
