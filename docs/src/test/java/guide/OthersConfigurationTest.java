package guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;

import jakarta.inject.Inject;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.ActivityClient;
import io.quarkus.test.QuarkusUnitTest;

/** Whatever the guide shows of others' configuration exists: an application starts with all of it. */
class OthersConfigurationTest {

    /** What of it would need a PostgreSQL server, or a folder. */
    private static final Map<String, String> HERE = Map.of("quarkus.datasource.db-kind", "h2",
            "quarkus.datasource.jdbc.url", "jdbc:h2:mem:guide;DB_CLOSE_DELAY=-1",
            "quarkus.datasource.username", "sa", "quarkus.datasource.password", "sa",
            "quarkus.flyway.migrate-at-start", "false");

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Guide.class, Guide.Page.class, Guide.Block.class)
                    .addAsResource(new StringAsset(configuration()), "application.properties"))
            .setLogRecordPredicate(record -> record.getMessage() != null
                    && record.getMessage().contains("Unrecognized configuration key"))
            .assertLogRecords(records -> assertThat(records).isEmpty());

    private static String configuration() {
        StringBuilder configuration = new StringBuilder();
        try {
            for (Guide.Block block : Guide.blocks("properties")) {
                block.properties().forEach((name, value) -> {
                    if (!name.startsWith("quarkus.activities.")) {
                        configuration.append(name).append('=').append(HERE.getOrDefault(name, value)).append('\n');
                    }
                });
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return configuration.toString();
    }

    @Inject
    ActivityClient activities;

    @Test
    void theApplicationStarts() {
        assertThat(activities.count("").total()).isZero();
    }
}
