package guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
        Map<String, String> configuration = new TreeMap<>();
        try {
            for (Guide.Block block : Guide.blocks("properties")) {
                configuration.putAll(block.properties());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        configuration.keySet().removeIf(name -> name.startsWith("quarkus.activities."));
        configuration.putAll(HERE);
        return configuration.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n"));
    }

    @Inject
    ActivityClient activities;

    @Test
    void theApplicationStarts() {
        assertThat(activities.count("").total()).isZero();
    }
}
