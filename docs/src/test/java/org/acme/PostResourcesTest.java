package org.acme;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkus.test.QuarkusUnitTest;

/** What the guide does with curl. */
class PostResourcesTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Letters.class, LetterResource.class, Stamps.class, StampResource.class,
                    Refusals.class))
            .overrideConfigKey("quarkus.datasource.db-kind", "h2")
            .overrideConfigKey("quarkus.datasource.jdbc.url", "jdbc:h2:mem:post;DB_CLOSE_DELAY=-1");

    @Inject
    ActivityClient activities;

    @Test
    void aLetterIsRetriedAndSeen() throws Exception {
        when().post("/letters/Ada").then().statusCode(204);
        activities.handle("letter-Ada", String.class).result(LONG_ENOUGH);

        LetterResource.Seen seen = when().get("/letters/Ada").then().statusCode(200).extract().as(LetterResource.Seen.class);
        assertThat(seen.attempt()).isEqualTo(3);
        assertThat(seen.lastFailure()).isEqualTo("Nobody at home");
        assertThat(seen.result()).isEqualTo("Delivered to Ada");
    }

    @Test
    void stampingIsCanceled() throws Exception {
        given().queryParam("letters", 1_000_000).post("/stamps").then().statusCode(204);
        ActivityHandle<Integer> stamps = activities.handle("stamps", Integer.class);
        for (ActivityDescription seen = stamps.describe(); seen.heartbeatDetails(Integer.class).isEmpty();) {
            seen = stamps.awaitChange(seen, LONG_ENOUGH);
        }

        when().delete("/stamps").then().statusCode(204);
        for (ActivityDescription seen = stamps.describe(); seen.closedTime().isEmpty();) {
            seen = stamps.awaitChange(seen, LONG_ENOUGH);
        }
        assertThat(when().get("/stamps").then().extract().as(StampResource.Seen.class).status()).hasToString("CANCELED");
        when().delete("/stamps").then().statusCode(409);
    }

    @Test
    void aLetterToNobodyIsNotFound() {
        when().get("/letters/Nobody").then().statusCode(404);
    }
}
