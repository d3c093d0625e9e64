package io.quarkiverse.activities.test.build;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.RetryPolicy;
import io.quarkus.test.QuarkusUnitTest;

/** Tests options that are valid on their own, but not in combination. */
class MergedStartErrorsTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest().withApplicationRoot(jar -> {
    }).overrideConfigKey("quarkus.http.test-port", "0").overrideConfigKey("quarkus.datasource.db-kind", "h2")
            .overrideConfigKey("quarkus.datasource.jdbc.url", "jdbc:h2:mem:merged_start_errors;DB_CLOSE_DELAY=-1")
            .overrideConfigKey("quarkus.activities.types.Slow.retry.maximum-interval", "5s")
            .overrideConfigKey("quarkus.activities.types.Once.retry.maximum-interval", "5s")
            .overrideConfigKey("quarkus.activities.types.\"default/Twice\".retry.initial-interval", "10s")
            .overrideConfigKey("quarkus.activities.types.Twice.retry.maximum-interval", "9s")
            .overrideConfigKey("quarkus.activities.types.Quick.retry.maximum-interval", "500ms")
            .assertException(thrown -> {
                Throwable root = thrown;
                while (root.getCause() != null) {
                    root = root.getCause();
                }
                assertThat(root.getMessage().lines()).hasSize(3).anySatisfy(line -> assertThat(line).contains(
                        "#slow: retry.maximumInterval PT5S (CONFIGURATION) is less than retry.initialInterval PT10S (ANNOTATION)"))
                        .anySatisfy(line -> assertThat(line).contains("#twice: retry.maximumInterval PT9S"))
                        .anySatisfy(line -> assertThat(line)
                                .contains("#quick: retry.maximumInterval PT0.5S", "retry.initialInterval PT1S (DEFAULT)"));
            });

    @Test
    void startMustFail() {
        throw new AssertionError("the start should have failed");
    }

    static class Merged {

        @Activity(retry = @RetryPolicy(initialInterval = "10s"))
        void slow() {
        }

        /** Is valid, because it is never retried. */
        @Activity(retry = @RetryPolicy(initialInterval = "10s", maximumAttempts = 1))
        void once() {
        }

        @Activity
        void twice() {
        }

        @Activity
        void quick() {
        }
    }
}
