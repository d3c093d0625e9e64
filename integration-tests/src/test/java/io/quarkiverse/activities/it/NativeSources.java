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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The input of the native compiler, as the build of an application has left it. */
public final class NativeSources {

    private final Path folder;
    private final Map<String, JsonNode> reflective = new HashMap<>();

    /** @param build the build directory of the application */
    public NativeSources(Path build) throws IOException {
        folder = build.resolve("native-sources");
        for (JsonNode type : config("reflect-config.json")) {
            reflective.put(type.get("name").asText(), type);
        }
    }

    /** {@return the types that are registered for reflection, with what is registered of them} */
    public Map<String, JsonNode> reflective() {
        return reflective;
    }

    public void assertReflective(String type) {
        assertThat(reflective).containsKey(type);
        for (String part : List.of("allDeclaredConstructors", "allDeclaredMethods", "allDeclaredFields")) {
            assertThat(reflective.get(type).path(part).asBoolean()).as(part + " of " + type).isTrue();
        }
    }

    public void assertReflectiveEntity(String type) {
        assertReflective(type);
        assertThat(reflective).containsKey(type + "_");
    }

    List<String> resourcePatterns() throws IOException {
        return config("resource-config.json").findValuesAsText("pattern");
    }

    /** {@return the arguments of the compiler} */
    public String arguments() throws IOException {
        return Files.readString(folder.resolve("native-image.args"));
    }

    /** {@return the archive of the extension} */
    Path extension() throws IOException {
        return find(folder.resolve("lib"), "activities.quarkus-activities-");
    }

    private JsonNode config(String file) throws IOException {
        try (ZipFile runner = new ZipFile(find(folder, "-runner.jar").toFile());
                InputStream stream = runner.getInputStream(runner.getEntry("META-INF/native-image/" + file))) {
            return new ObjectMapper().readTree(stream);
        }
    }

    private static Path find(Path folder, String part) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().contains(part)).findFirst()
                    .orElseThrow(() -> new AssertionError("no *" + part + "* in " + folder));
        }
    }
}
