package io.quarkiverse.activities.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Tests the input of the native compiler: it registers everything that the extension looks up by name, and nothing else. */
class NativeSourcesIT {

    private static final Path SOURCES = Database.buildDirectory().resolve("native-sources");

    private final Map<String, JsonNode> reflective = new HashMap<>();

    NativeSourcesIT() throws IOException {
        for (JsonNode type : config("reflect-config.json")) {
            reflective.put(type.get("name").asText(), type);
        }
    }

    @Test
    void entitiesAreReflective() {
        for (String entity : List.of("ActivityExecution", "ActivityExecutionClosed", "ActivityQueue", "ActivityPause",
                "ActivityWorker",
                "StoreRow", "ExecutionRow")) {
            String name = "io.quarkiverse.activities.entity." + entity;
            assertReflective(name);
            assertThat(reflective).containsKey(name + "_");
        }
    }

    @Test
    void payloadTypesAndTheTypesOfTheirFieldsAreReflective() {
        assertReflective(Parcel.class.getName());
        assertReflective(Parcel.Item.class.getName());
    }

    @Test
    void payloadTypesThatNoActivityMethodDeclaresAreReflective() {
        for (Class<?> type : List.of(Deliveries.Leg.class, Deliveries.Stop.class, Deliveries.Hours.class,
                DeliveryResource.Address.class, DeliveryResource.Address.City.class, DeliveryResource.Receipt.class)) {
            assertReflective(type.getName());
        }
    }

    @Test
    void activitiesAreInvokedWithoutReflection() throws IOException {
        assertThat(reflective.get(GatedActivities.class.getName()).findValuesAsText("name"))
                .doesNotContain("quick", "gated", "pack");
        assertThat(reflective.keySet()).noneMatch(name -> name.contains("_Invoker_"));
    }

    @Test
    void theSchemaIsIncludedForThisDatabaseOnly() throws IOException {
        List<String> patterns = config("resource-config.json").findValuesAsText("pattern");
        assertThat(patterns).anyMatch(pattern -> pattern.contains("db/activities/postgresql/R__quarkus_activities_001.sql"));
        assertThat(patterns).noneMatch(pattern -> pattern.contains("db/activities/h2"));
        try (ZipFile extension = new ZipFile(extension().toFile())) {
            assertThat(extension.stream().filter(entry -> entry.getName().startsWith("db/activities/postgresql/R__")))
                    .isNotEmpty()
                    .allMatch(entry -> patterns.stream().anyMatch(pattern -> pattern.contains(entry.getName())));
        }
    }

    @Test
    void noClassOfTheExtensionIsInitializedAtRunTime() throws IOException {
        assertThat(Files.readString(SOURCES.resolve("native-image.args")))
                .contains("-runner.jar").doesNotContain("io.quarkiverse.activities");
    }

    private void assertReflective(String type) {
        assertThat(reflective).containsKey(type);
        for (String part : List.of("allDeclaredConstructors", "allDeclaredMethods", "allDeclaredFields")) {
            assertThat(reflective.get(type).path(part).asBoolean()).as(part + " of " + type).isTrue();
        }
    }

    private static JsonNode config(String file) throws IOException {
        try (ZipFile runner = new ZipFile(find(SOURCES, "-runner.jar").toFile());
                InputStream stream = runner.getInputStream(runner.getEntry("META-INF/native-image/" + file))) {
            return new ObjectMapper().readTree(stream);
        }
    }

    private static Path extension() throws IOException {
        return find(SOURCES.resolve("lib"), "activities.quarkus-activities-");
    }

    private static Path find(Path folder, String part) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().contains(part)).findFirst()
                    .orElseThrow(() -> new AssertionError("no *" + part + "* in " + folder));
        }
    }
}
