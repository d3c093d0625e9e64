package io.quarkiverse.activities.workflow.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads recordings: those of the test resources, or of the folder that {@code -Dconformance.workflows} names. */
final class Recordings {

    static final List<String> FAMILIES = List.of("calls", "cancel", "closing", "signals", "failures", "local", "replay", "ids",
            "children", "messages", "random");

    private Recordings() {
    }

    static List<JsonNode> of(String family) {
        Path file = folder().resolve(family + ".jsonl");
        try {
            List<JsonNode> scripts = new ArrayList<>();
            for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String> of()) {
                scripts.add(JsonConversion.MAPPER.readTree(line));
            }
            return scripts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return whether the recordings are not those of the test resources} */
    static boolean isElsewhere() {
        return !System.getProperty("conformance.workflows", "").isEmpty();
    }

    private static Path folder() {
        return Path.of(isElsewhere() ? System.getProperty("conformance.workflows") : "src/test/resources/conformance");
    }
}
