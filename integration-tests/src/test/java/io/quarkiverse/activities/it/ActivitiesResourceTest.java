package io.quarkiverse.activities.it;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = ActivitiesResourceTest.Postgres.class, restrictToAnnotatedClass = true)
class ActivitiesResourceTest {

    @Test
    void anActivityRuns() {
        given().queryParam("count", 3).when().post("/activities/quick/smoke").then().statusCode(200).body(equalTo("3"));
        given().when().get("/activities/smoke-2/result").then().statusCode(200).body(equalTo("here"));
        given().when().get("/activities/smoke-2").then().statusCode(200)
                .body("status", equalTo("COMPLETED"), "attempt", equalTo(1), "failures", empty());
    }

    @Test
    void argumentsArePassedAsJson() {
        given().queryParam("item", "book", "lamp").when().post("/activities/pack/parcel").then().statusCode(200);
        given().when().get("/activities/parcel/result").then().statusCode(200).body(equalTo("2 to Prague"));
    }

    @Test
    void payloadsThatNoActivityMethodDeclaresAreConverted() {
        given().when().post("/deliveries/delivery").then().statusCode(200).body(equalTo("Prague via Brno"));
        given().when().get("/activities/delivery").then().statusCode(200)
                .body("status", equalTo("COMPLETED"), "attempt", equalTo(2), "failures", contains("1 closed"));
    }

    @Test
    void theApplicationIsHealthy() {
        given().when().get("/q/health").then().statusCode(200).body("status", equalTo("UP"));
    }

    public static class Postgres implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            return Map.of("quarkus.datasource.jdbc.url", Database.create("smoke").url());
        }

        @Override
        public void stop() {
            // The embedded server stops with this process
        }
    }
}
