package io.quarkiverse.activities.workflow.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Reads recordings: the copies in the test resources, or those of the folder {@code -Dconformance.workflows}, which is relative
 * to the directory in which Maven was called.
 */
public final class Recordings {

    public static final List<String> FAMILIES = List.of("calls", "cancel", "closing", "signals", "failures", "local", "replay",
            "ids", "children", "messages", "random");

    private Recordings() {
    }

    /** {@return the scripts of a family; none if there is no such file} */
    public static List<JsonNode> of(String family) {
        try (InputStream in = open(family + ".jsonl")) {
            List<JsonNode> scripts = new ArrayList<>();
            String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
                scripts.add(JsonConversion.MAPPER.readTree(line));
            }
            return scripts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String file) throws IOException {
        if (!isElsewhere()) {
            return Recordings.class.getResourceAsStream("/conformance/" + file);
        }
        Path path = Path.of(System.getProperty("conformance.root", "")).resolve(System.getProperty("conformance.workflows"))
                .resolve(file);
        return Files.exists(path) ? Files.newInputStream(path) : null;
    }

    /** {@return whether the recordings are not those of the test resources} */
    public static boolean isElsewhere() {
        return !System.getProperty("conformance.workflows", "").isEmpty();
    }
}
