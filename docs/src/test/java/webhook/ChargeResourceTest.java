package webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Objects;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.failure.CanceledFailure;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

/** The four reports over REST, and requests without the right credentials. */
@QuarkusTest
class ChargeResourceTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    @Inject
    ActivityClient activities;

    @Inject
    Gateway gateway;

    @Test
    void completed() throws Exception {
        ActivityHandle<String> charge = startCharge("o-1");
        String token = gateway.lastToken();

        report("completed", token, "R-1").statusCode(204);

        assertThat(charge.result(LONG_ENOUGH)).isEqualTo("R-1");
        report("completed", token, "R-1").statusCode(410);
    }

    @Test
    void failedAndAttemptedAgain() throws Exception {
        ActivityHandle<String> charge = startCharge("o-2");
        String first = gateway.lastToken();

        report("failed", first, "The bank is closed").statusCode(204);

        awaitTokenAfter(first);
        report("completed", first, "too late").statusCode(410);
        report("completed", gateway.lastToken(), "R-2").statusCode(204);
        assertThat(charge.result(LONG_ENOUGH)).isEqualTo("R-2");
    }

    @Test
    void inProgressAndCanceled() {
        ActivityHandle<String> charge = startCharge("o-3");
        report("in-progress", gateway.lastToken(), "authorized").statusCode(204);
        assertThat(charge.describe().heartbeatDetails(String.class)).contains("authorized");
        report("canceled", gateway.lastToken(), "no cancellation requested").statusCode(400);

        charge.cancel("Customer called");

        String body = report("in-progress", gateway.lastToken(), "captured").statusCode(409).extract().asString();
        assertThat(body).isEqualTo("ActivityCanceledException");
        report("canceled", gateway.lastToken(), "not captured").statusCode(204);
        assertThatThrownBy(() -> charge.result(LONG_ENOUGH)).cause().isInstanceOfSatisfying(CanceledFailure.class,
                canceled -> assertThat(canceled.details(String.class)).contains("not captured"));
    }

    @Test
    void requestsWithoutTheRoleAreRefused() {
        ActivityHandle<String> charge = startCharge("o-4");
        String token = gateway.lastToken();

        given().header("Task-Token", token).body("R").post("/charges/completed").then().statusCode(401);
        given().auth().preemptive().basic("somebody", "secret").header("Task-Token", token).body("R")
                .post("/charges/completed").then().statusCode(403);
        report("completed", token.substring(1), "R").statusCode(400);
        assertThat(charge.describe().closedTime()).isEmpty();
        charge.terminate("done with it");
    }

    private ActivityHandle<String> startCharge(String order) {
        String before = gateway.lastToken();
        ActivityHandle<String> charge = activities.call(Charges.class, c -> c.chargeLater(order, null)).id(order).start();
        awaitTokenAfter(before);
        return charge;
    }

    private void awaitTokenAfter(String before) {
        await().atMost(LONG_ENOUGH).until(() -> !Objects.equals(gateway.lastToken(), before));
    }

    private static ValidatableResponse report(String verb, String token, String body) {
        return given().auth().preemptive().basic("gateway", "secret").header("Task-Token", token).body(body)
                .post("/charges/" + verb).then();
    }
}
