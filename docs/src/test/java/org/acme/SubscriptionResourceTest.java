package org.acme;

import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.test.ActivityTestControl;
import io.quarkus.test.junit.QuarkusTest;

/** The requests that the guide "Getting started with workflows" sends with curl get the answers that it shows. */
@QuarkusTest
class SubscriptionResourceTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @Inject
    ActivityTestControl control;

    @Test
    void aSubscriptionWaitsForItsConfirmation() {
        when().post("/subscriptions/ada@example.com").then().statusCode(204);
        awaitStep("ada@example.com", "waiting for the confirmation");
        when().post("/subscriptions/ada@example.com").then().statusCode(409).body(containsString("ada@example.com"));

        when().post("/subscriptions/ada@example.com/confirmation").then().statusCode(204);
        when().get("/subscriptions/ada@example.com").then().body("step", equalTo("waiting to send the welcome mail"));
        control.advanceTime(Duration.ofSeconds(30));
        awaitStep("ada@example.com", "done");
        await().atMost(TIMEOUT).untilAsserted(() -> when().get("/subscriptions/ada@example.com").then().statusCode(200)
                .body("status", equalTo("COMPLETED")));
        when().post("/subscriptions/ada@example.com/confirmation").then().statusCode(404);
    }

    @Test
    void aSubscriptionEndsWithoutConfirmation() {
        when().post("/subscriptions/bob@example.com").then().statusCode(204);
        awaitStep("bob@example.com", "waiting for the confirmation");
        control.advanceTime(Duration.ofDays(3));
        await().atMost(TIMEOUT).untilAsserted(() -> when().get("/subscriptions/bob@example.com").then()
                .body("status", equalTo("COMPLETED")).body("step", equalTo("waiting for the confirmation")));
    }

    @Test
    void aSubscriptionThatWasNeverStartedIsNotFound() {
        when().get("/subscriptions/nobody@example.com").then().statusCode(404);
    }

    private static void awaitStep(String address, String step) {
        await().atMost(TIMEOUT).untilAsserted(
                () -> when().get("/subscriptions/" + address).then().statusCode(200).body("step", equalTo(step)));
    }
}
