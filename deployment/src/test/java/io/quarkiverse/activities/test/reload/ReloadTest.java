package io.quarkiverse.activities.test.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.harness.FreePort;
import io.quarkus.test.QuarkusDevModeTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;

/** Tests that executions that are open during a live reload run with the new code. */
class ReloadTest {

    private static final int PORT = FreePort.find();

    @RegisterExtension
    static final QuarkusDevModeTest APP = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar.addClasses(ReloadActivities.class, ReloadRoutes.class)
                    .addAsResource(new StringAsset("""
                            quarkus.http.port=%d
                            quarkus.datasource.db-kind=h2
                            quarkus.datasource.jdbc.url=jdbc:h2:mem:reload;DB_CLOSE_DELAY=-1
                            """.formatted(PORT)), "application.properties"));

    @Test
    void openExecutionsRunWithTheNewCode() {
        given().post("/runs/delayed/delayed").then().statusCode(204);
        given().post("/runs/failing/failing").then().statusCode(204);
        given().post("/runs/stuck/stuck").then().statusCode(204);
        await("failing", "2 RUNNING SCHEDULED ");
        await("stuck", "1 RUNNING STARTED ");
        APP.modifySourceFile(ReloadActivities.class, source -> source.replace("NEW = false", "NEW = true"));
        await("stuck", "1 COMPLETED  stuck by new code");
        given().post("/hours-pass").then().statusCode(204);
        await("delayed", "1 COMPLETED  delayed by new code");
        await("failing", "2 COMPLETED  failing by new code");
    }

    private static void await(String id, String status) {
        Awaitility.await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(given().get("/runs/" + id).asString()).isEqualTo(status));
    }

    private static RequestSpecification given() {
        return RestAssured.given().port(PORT);
    }
}
