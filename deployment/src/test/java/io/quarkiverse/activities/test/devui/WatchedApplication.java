package io.quarkiverse.activities.test.devui;

import org.jboss.shrinkwrap.api.asset.StringAsset;

import io.quarkus.test.QuarkusDevModeTest;

/** The application whose Dev UI is asked, on a port that nothing else on this machine has. */
final class WatchedApplication {

    private WatchedApplication() {
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
