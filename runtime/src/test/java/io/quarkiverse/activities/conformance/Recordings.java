package io.quarkiverse.activities.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Finds and reads the recordings: in the folder {@code -Dconformance.recordings} names, else in the test resources. */
public final class Recordings {

    private static final List<String> FILES = List.of("traces", "corners", "backoff", "ids", "options");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Recordings() {
    }

    /** {@return the scripts of all files there are} */
    public static List<Script> load() {
        List<Script> scripts = new ArrayList<>();
        for (String file : FILES) {
            Path path = folder().resolve(file + ".jsonl");
            if (Files.exists(path)) {
                read(path, scripts);
            }
        }
        return scripts;
    }

    /** A relative folder may be meant from the module, where tests run, or from the project, where Maven was called. */
    public static Path folder() {
        String folder = System.getProperty("conformance.recordings", "");
        try {
            return !folder.isBlank() ? Files.isDirectory(Path.of(folder)) ? Path.of(folder) : Path.of("..", folder)
                    : Path.of(Objects.requireNonNull(Recordings.class.getResource("/conformance")).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void read(Path path, List<Script> scripts) {
        try (BufferedReader lines = Files.newBufferedReader(path)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    scripts.add(script(JSON.readTree(line)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    private static Script script(JsonNode json) {
        List<Script.Step> steps = new ArrayList<>();
        json.get("steps").forEach(step -> steps.add(new Script.Step(step, step.get("answer"), step.get("then"))));
        return new Script(json.get("name").textValue(), steps);
    }
}
