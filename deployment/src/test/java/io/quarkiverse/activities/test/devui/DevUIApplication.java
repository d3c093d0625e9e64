package io.quarkiverse.activities.test.devui;

import org.jboss.shrinkwrap.api.asset.StringAsset;

import io.quarkus.test.QuarkusDevModeTest;

/** An application in dev mode with its Dev UI, on a free port. */
final class DevUIApplication {

    private DevUIApplication() {
    }

    static QuarkusDevModeTest on(int port) {
        return new QuarkusDevModeTest().withApplicationRoot(jar -> jar.addClasses(DevUIActivities.class)
                .addAsResource(new StringAsset("""
                        quarkus.http.port=%d
                        quarkus.datasource.db-kind=h2
                        quarkus.datasource.jdbc.url=jdbc:h2:mem:watched%d
                        quarkus.activities.types."Fails".heartbeat-timeout=20s
                        """.formatted(port, port)), "application.properties"));
    }
}
