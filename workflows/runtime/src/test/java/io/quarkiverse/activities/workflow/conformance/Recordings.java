package io.quarkiverse.activities.workflow.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * Reads recordings: the copies in the test resources, or those of the folder {@code -Dconformance.workflows}, which is relative
 * to the directory in which Maven was called.
 */
public final class Recordings {

    private static final String UNREADABLE = "unreadable";
    private static final String SUFFIX = ".jsonl";
    private static final List<String> COPIES = List.of("calls", "cancel", "closing", "signals", "failures", "local", "replay",
            "ids", "children", "messages", "random");

    private Recordings() {
    }

    /** {@return the families of scripts: each file of the folder is one} */
    public static List<String> families() {
        if (!isElsewhere()) {
            return COPIES;
        }
        try (Stream<Path> files = Files.list(folder())) {
            List<String> families = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length())).sorted().toList();
            if (families.isEmpty()) {
                throw new IllegalArgumentException("There are no recordings (*" + SUFFIX + ") in " + folder());
            }
            return families;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the folder of conformance.workflows", e);
        }
    }

    /** {@return the scripts of a family} A line that is no script becomes one that only has a name and {@code unreadable}. */
    public static List<JsonNode> of(String family) {
        try (InputStream in = open(family + SUFFIX)) {
            List<JsonNode> scripts = new ArrayList<>();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            int number = 0;
            for (String line : text.lines().toList()) {
                number++;
                if (!line.isBlank()) {
                    scripts.add(script(line, family + SUFFIX + " line " + number));
                }
            }
            return scripts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode script(String line, String where) {
        String problem;
        try {
            JsonNode script = JsonConversion.MAPPER.readTree(line);
            if (script.hasNonNull("name") && script.path("actions").isArray() && script.path("runs").isArray()) {
                return script;
            }
            problem = "it is no script with name, actions and runs";
        } catch (JsonProcessingException e) {
            problem = e.getOriginalMessage();
        }
        return JsonConversion.MAPPER.createObjectNode().put("name", where).put(UNREADABLE, problem);
    }

    /** {@return why this is no script, or null} */
    public static String problem(JsonNode script) {
        return script.path(UNREADABLE).asText(null);
    }

    private static InputStream open(String file) throws IOException {
        return isElsewhere() ? Files.newInputStream(folder().resolve(file))
                : Recordings.class.getResourceAsStream("/conformance/" + file);
    }

    private static Path folder() {
        return Path.of(System.getProperty("conformance.root", "")).resolve(System.getProperty("conformance.workflows"));
    }

    /** {@return whether the recordings are not those of the test resources} */
    public static boolean isElsewhere() {
        return !System.getProperty("conformance.workflows", "").isEmpty();
    }
}
