package guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.codec.aes.AesCodecConfig;
import io.quarkiverse.activities.runtime.config.ActivitiesBuildTimeConfig;
import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig;
import io.quarkiverse.activities.workflow.deployment.WorkflowsBuildTimeConfig;
import io.quarkiverse.activities.workflow.runtime.config.WorkflowsRuntimeConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Whatever configuration the guide shows or mentions exists, and its values can be read. */
class ConfigurationBlocksTest {

    private static final Pattern MENTIONED = Pattern
            .compile("`(?:%\\w+\\.)?(quarkus\\.activities\\.[^`=…]*[^`=….])(?:=[^`]*)?`");
    private static final Pattern KEY = Pattern.compile("\"[^\"]+\"");
    private static final List<Path> REFERENCES = List.of(Path.of("modules/ROOT/pages/includes/quarkus-activities.adoc"),
            Path.of("modules/ROOT/pages/includes/quarkus-activities-workflows.adoc"),
            Path.of("modules/ROOT/pages/includes/quarkus-activities-codec-aes.adoc"));
    private static final Pattern IN_REFERENCE = Pattern.compile("`\\+\\+\\+(quarkus\\.activities\\.[^+]+)\\+\\+\\+`");

    @Test
    void everyBlockIsLoaded() throws IOException {
        List<Guide.Block> blocks = Guide.blocks("properties");
        assertThat(blocks).hasSizeGreaterThan(5);
        for (Guide.Block block : blocks) {
            assertThat(block.properties()).as("%s", block).isNotEmpty();
            load(block.properties());
        }
    }

    /** Fails where there is no such property, and where its value is none. */
    private static void load(Map<String, String> properties) {
        new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .withMapping(ActivitiesRuntimeConfig.class).withMapping(ActivitiesBuildTimeConfig.class)
                .withMapping(WorkflowsRuntimeConfig.class).withMapping(WorkflowsBuildTimeConfig.class)
                .withMapping(AesCodecConfig.class)
                .withSources(new PropertiesConfigSource(properties, "block", 100))
                .build();
    }

    @Test
    void everyPropertyThatIsMentionedIsInTheReference() throws IOException {
        Set<String> known = new TreeSet<>();
        for (Path page : REFERENCES) {
            Matcher reference = IN_REFERENCE.matcher(Files.readString(page));
            while (reference.find()) {
                known.add(anyKey(reference.group(1)));
            }
        }
        for (Guide.Page page : Guide.pages()) {
            Matcher mentioned = MENTIONED.matcher(page.text());
            while (mentioned.find()) {
                assertThat(known).as("%s mentions %s", page, mentioned.group(1)).contains(anyKey(mentioned.group(1)));
            }
        }
    }

    @Test
    void theAesCodecIsKnown() {
        load(Map.of("quarkus.activities.codec.aes.keys.\"2026-01\"", "…", "quarkus.activities.codec.aes.current-key",
                "2026-01"));
        assertThatThrownBy(() -> load(Map.of("quarkus.activities.codec.aes.current", "2026-01")))
                .hasMessageContaining("quarkus.activities.codec.aes.current");
    }

    private static String anyKey(String property) {
        return KEY.matcher(property).replaceAll("*");
    }
}
