package io.quarkiverse.activities.test.reload;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.harness.FreePort;
import io.quarkiverse.activities.test.harness.OnPostgresql;
import io.quarkiverse.activities.test.harness.Purchase;
import io.quarkiverse.activities.test.harness.Tables;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusDevModeTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;

/** Tests that executions survive a live reload, which drops and creates the application's tables, as with a dev service. */
@OnPostgresql
class LiveReloadTest {

    private static final int PORT = FreePort.find();

    @RegisterExtension
    static final QuarkusDevModeTest APP = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar.addClasses(Tables.class, Purchase.class, LiveReloadRoutes.class)
                    .addAsResource(new StringAsset("""
                            quarkus.http.port=%d
                            quarkus.datasource.db-kind=postgresql
                            quarkus.datasource.jdbc.url=%s
                            quarkus.hibernate-orm.schema-management.strategy=drop-and-create
                            """.formatted(PORT, TestDatabase.POSTGRESQL.url("live_reload"))), "application.properties"));

    static {
        TestDatabase.POSTGRESQL.create("live_reload");
    }

    @Test
    void executionsSurvive() {
        given().post("/rows/order-1").then().statusCode(204);
        assertThat(given().get("/rows").asString()).isEqualTo("first: 1 open, 1 purchases");
        APP.modifySourceFile(LiveReloadRoutes.class, source -> source.replace("\"first", "\"second"));
        assertThat(given().get("/rows").asString()).isEqualTo("second: 1 open, 0 purchases");
    }

    private static RequestSpecification given() {
        return RestAssured.given().port(PORT);
    }
}
