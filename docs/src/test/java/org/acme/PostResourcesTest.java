package org.acme;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkus.test.junit.QuarkusTest;

/** The requests that the guide "Getting started" sends with curl get the answers that it shows. */
@QuarkusTest
class PostResourcesTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @Inject
    ActivityClient activities;

    @Test
    void aLetterIsRetriedUntilItIsDelivered() throws Exception {
        when().post("/letters/Ada").then().statusCode(204);
        activities.handle("letter-Ada", String.class).result(TIMEOUT);

        LetterResource.LetterStatus letter = when().get("/letters/Ada").then().statusCode(200).extract()
                .as(LetterResource.LetterStatus.class);
        assertThat(letter.attempt()).isEqualTo(3);
        assertThat(letter.lastFailure()).isEqualTo("Nobody at home");
        assertThat(letter.result()).isEqualTo("Delivered to Ada");
    }

    @Test
    void aSecondLetterToTheSameNameConflictsWhileTheFirstIsOpen() {
        activities.call(Letters.class, letters -> letters.deliver("Grace")).id("letter-Grace")
                .startDelay(Duration.ofHours(1)).start();
        when().post("/letters/Grace").then().statusCode(409).body(containsString("letter-Grace"));
        activities.handle("letter-Grace").terminate("Seen enough");
    }

    @Test
    void stampingIsCanceled() throws Exception {
        given().queryParam("letters", 1_000_000).post("/stamps").then().statusCode(204);
        given().queryParam("letters", 10).post("/stamps").then().statusCode(409);

        ActivityHandle<?> stamps = activities.handle("stamps");
        for (ActivityDescription current = stamps.describe(); current.heartbeatDetails(Integer.class).isEmpty();) {
            current = stamps.awaitChange(current, TIMEOUT);
        }

        when().delete("/stamps").then().statusCode(204);
        for (ActivityDescription current = stamps.describe(); current.closedTime().isEmpty();) {
            current = stamps.awaitChange(current, TIMEOUT);
        }
        assertThat(when().get("/stamps").then().extract().as(StampResource.StampStatus.class).status())
                .hasToString("CANCELED");
        when().delete("/stamps").then().statusCode(409);
    }

    @Test
    void aLetterThatWasNeverSentIsNotFound() {
        when().get("/letters/Nobody").then().statusCode(404);
    }
}
