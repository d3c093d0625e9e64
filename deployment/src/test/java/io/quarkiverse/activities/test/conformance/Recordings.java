package io.quarkiverse.activities.test.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Finds and reads the recordings. They are in the directory {@code -Dconformance.recordings}, relative to the directory in
 * which Maven was called, or by default in the test resources.
 */
final class Recordings {

    private static final List<String> FILES = List.of("traces", "corners", "backoff", "ids", "options");
    private static final Path FOLDER = Path.of(System.getProperty("conformance.root", ""))
            .resolve(System.getProperty("conformance.recordings", "src/test/resources/conformance"));
    private static final ObjectMapper JSON = new ObjectMapper();

    private Recordings() {
    }

    /** {@return the scripts of all files} */
    static List<Script> all() {
        List<Script> scripts = new ArrayList<>();
        for (String file : FILES) {
            Path path = FOLDER.resolve(file + ".jsonl");
            if (Files.exists(path)) {
                read(path, scripts);
            }
        }
        if (scripts.isEmpty()) {
            throw new IllegalStateException("No recordings in " + FOLDER);
        }
        return scripts;
    }

    /** {@return every n-th script with {@code -Dconformance.every=n}} Each build plays this sample in real time. */
    static List<Script> sample() {
        List<Script> scripts = all();
        int every = Integer.getInteger("conformance.every", 1);
        return IntStream.range(0, scripts.size()).filter(i -> i % every == 0).mapToObj(scripts::get).toList();
    }

    private static void read(Path path, List<Script> scripts) {
        try (Stream<String> lines = Files.lines(path)) {
            for (String line : (Iterable<String>) lines.filter(line -> !line.isBlank())::iterator) {
                scripts.add(script(JSON.readTree(line)));
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
