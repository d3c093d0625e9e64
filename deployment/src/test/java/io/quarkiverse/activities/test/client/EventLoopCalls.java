package io.quarkiverse.activities.test.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.restassured.RestAssured;

/** Tests that blocking calls on an event-loop thread are refused, and that the message names the asynchronous method. */
abstract class EventLoopCalls extends ClientSignatures {

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
