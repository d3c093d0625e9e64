package io.quarkiverse.activities.test.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.attempt.AttemptScopeActivities;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;

/** Tests that blocking calls on an event-loop thread are refused, and that the message names the asynchronous method. */
class EventLoopTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.H2.app("event_loop")
            .withApplicationRoot(
                    jar -> jar.addClasses(EventLoopRoutes.class, AttemptScopeActivities.class, TestDatabase.class));

    @Test
    void blockingIsRefused() {
        assertThat(get("start")).contains("startAsync()");
        assertThat(get("execute")).contains("Async()");
        assertThat(get("result")).contains("resultAsync()");
        for (String what : List.of("describe", "list", "page", "count", "batch")) {
            assertThat(get(what)).contains("blocks", "worker thread");
        }
    }

    @Test
    void asynchronousCallsWork() {
        assertThat(get("async")).isEqualTo("intercepted: transaction false, mark none");
        assertThat(get("execute-async")).isEqualTo("intercepted: transaction false, mark none");
    }

    private static String get(String path) {
        return RestAssured.get("/event-loop/" + path).asString();
    }
}
