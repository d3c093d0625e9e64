package io.quarkiverse.activities.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Test;

/** Tests the input of the native compiler: it registers everything that the extension looks up by name, and nothing else. */
class NativeSourcesIT {

    private final NativeSources sources;

    NativeSourcesIT() throws IOException {
        sources = new NativeSources(Database.buildDirectory());
    }

    @Test
    void entitiesAreReflective() {
        for (String entity : List.of("ActivityExecution", "ActivityExecutionClosed", "ActivityQueue", "ActivityPause",
                "ActivityWorker",
                "StoreRow", "ExecutionRow")) {
            sources.assertReflectiveEntity("io.quarkiverse.activities.entity." + entity);
        }
    }

    @Test
    void payloadTypesAndTheTypesOfTheirFieldsAreReflective() {
        sources.assertReflective(Parcel.class.getName());
        sources.assertReflective(Parcel.Item.class.getName());
    }

    @Test
    void payloadTypesThatNoActivityMethodDeclaresAreReflective() {
        for (Class<?> type : List.of(Deliveries.Leg.class, Deliveries.Stop.class, Deliveries.Hours.class,
                DeliveryResource.Address.class, DeliveryResource.Address.City.class, DeliveryResource.Receipt.class)) {
            sources.assertReflective(type.getName());
        }
    }

    @Test
    void activitiesAreInvokedWithoutReflection() throws IOException {
        assertThat(sources.reflective().get(GatedActivities.class.getName()).findValuesAsText("name"))
                .doesNotContain("quick", "gated", "pack");
        assertThat(sources.reflective().keySet()).noneMatch(name -> name.contains("_Invoker_"));
    }

    @Test
    void theSchemaIsIncludedForThisDatabaseOnly() throws IOException {
        List<String> patterns = sources.resourcePatterns();
        assertThat(patterns).anyMatch(pattern -> pattern.contains("db/activities/postgresql/R__quarkus_activities_001.sql"));
        assertThat(patterns).noneMatch(pattern -> pattern.contains("db/activities/h2"));
        try (ZipFile extension = new ZipFile(sources.extension().toFile())) {
            assertThat(extension.stream().filter(entry -> entry.getName().startsWith("db/activities/postgresql/R__")))
                    .isNotEmpty()
                    .allMatch(entry -> patterns.stream().anyMatch(pattern -> pattern.contains(entry.getName())));
        }
    }

    @Test
    void noClassOfTheExtensionIsInitializedAtRunTime() throws IOException {
        assertThat(sources.arguments())
                .contains("-runner.jar").doesNotContain("io.quarkiverse.activities");
    }
}
