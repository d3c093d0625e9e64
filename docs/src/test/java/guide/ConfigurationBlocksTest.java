package guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.runtime.config.ActivitiesBuildTimeConfig;
import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Whatever configuration the guide shows or mentions exists, and its values can be read. */
class ConfigurationBlocksTest {

    private static final String OURS = "quarkus.activities.";
    private static final Pattern MENTIONED = Pattern
            .compile("`(?:%\\w+\\.)?(quarkus\\.activities\\.[^`=…]*[^`=….])(?:=[^`]*)?`");
    private static final Pattern KEY = Pattern.compile("\"[^\"]+\"");
    private static final Path REFERENCE = Path.of("modules/ROOT/pages/includes/quarkus-activities.adoc");
    private static final Pattern IN_REFERENCE = Pattern.compile("`\\+\\+\\+(quarkus\\.activities\\.[^+]+)\\+\\+\\+`");

    /** What of the guide would need a PostgreSQL server, or a folder. */
    private static final Map<String, String> HERE = Map.of("quarkus.datasource.db-kind", "h2",
            "quarkus.datasource.jdbc.url", "jdbc:h2:mem:guide;DB_CLOSE_DELAY=-1",
            "quarkus.flyway.migrate-at-start", "false");

    /** An application with all that the guide shows of others' configuration. */
    @RegisterExtension
    static final QuarkusUnitTest APP = configured(new QuarkusUnitTest().withEmptyApplication())
            .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.WARN.intValue()
                    && record.getMessage().contains("Unrecognized configuration key"))
            .assertLogRecords(records -> assertThat(records).isEmpty());

    private static QuarkusUnitTest configured(QuarkusUnitTest app) {
        try {
            for (Guide.Block block : Guide.blocks("properties")) {
                properties(block).forEach((name, value) -> {
                    if (!name.startsWith(OURS)) {
                        app.overrideConfigKey(name, HERE.getOrDefault(name, value));
                    }
                });
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        HERE.forEach(app::overrideConfigKey);
        return app;
    }

    private static Map<String, String> properties(Guide.Block block) throws IOException {
        Properties read = new Properties();
        read.load(new StringReader(block.resolved()));
        Map<String, String> properties = new TreeMap<>();
        read.stringPropertyNames()
                .forEach(name -> properties.put(name.replaceFirst("^%\\w+\\.", ""), read.getProperty(name)));
        return properties;
    }

    @Test
    void everyBlockIsLoaded() throws IOException {
        List<Guide.Block> blocks = Guide.blocks("properties");
        assertThat(blocks).hasSizeGreaterThan(5);
        for (Guide.Block block : blocks) {
            assertThat(properties(block)).as("%s", block).isNotEmpty();
            load(properties(block));
        }
    }

    /** Fails where there is no such property, and where its value is none. */
    private static void load(Map<String, String> properties) {
        new SmallRyeConfigBuilder()
                .withConverter(java.time.Duration.class, 200, new DurationConverter())
                .withConverter(io.quarkus.runtime.configuration.MemorySize.class, 200, new MemorySizeConverter())
                .withMapping(ActivitiesRuntimeConfig.class).withMapping(ActivitiesBuildTimeConfig.class)
                .withSources(new PropertiesConfigSource(properties, "block", 100))
                .build();
    }

    @Test
    void everyPropertyThatIsMentionedIsInTheReference() throws IOException {
        Set<String> known = new TreeSet<>();
        Matcher reference = IN_REFERENCE.matcher(Files.readString(REFERENCE));
        while (reference.find()) {
            known.add(anyKey(reference.group(1)));
        }
        for (Guide.Page page : Guide.pages()) {
            Matcher mentioned = MENTIONED.matcher(page.text());
            while (mentioned.find()) {
                assertThat(known).as("%s mentions %s", page, mentioned.group(1)).contains(anyKey(mentioned.group(1)));
            }
        }
    }

    private static String anyKey(String property) {
        return KEY.matcher(property).replaceAll("*");
    }
}
