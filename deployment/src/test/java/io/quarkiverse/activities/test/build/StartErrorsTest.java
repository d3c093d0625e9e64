package io.quarkiverse.activities.test.build;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.Activity;
import io.quarkus.test.QuarkusUnitTest;

class StartErrorsTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest().withApplicationRoot(jar -> {
    }).overrideConfigKey("quarkus.http.test-port", "0").overrideConfigKey("quarkus.datasource.db-kind", "h2")
            .overrideConfigKey("quarkus.datasource.jdbc.url", "jdbc:h2:mem:starterrors;DB_CLOSE_DELAY=-1")
            .overrideConfigKey("soon", "in a while")
            .assertException(thrown -> {
                Throwable root = thrown;
                while (root.getCause() != null) {
                    root = root.getCause();
                }
                assertThat(root.getMessage()).contains(
                        "Late#expression: startToCloseTimeout 'in a while' is not a duration; write it as 30s",
                        "Late#missing: '${nowhere}' needs the property nowhere, which is not set; set it or write");
            });

    @Test
    void startMustFail() {
        throw new AssertionError("the start should have failed");
    }

    static class Late {

        @Activity(startToCloseTimeout = "${soon}", heartbeatTimeout = "${none:5s}")
        void expression() {
        }

        @Activity(taskQueue = "${nowhere}")
        void missing() {
        }
    }
}
