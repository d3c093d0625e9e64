package io.quarkiverse.activities.workflow.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.activities.workflow.runtime.replay.Rules;

/**
 * Plays new programs that are made from parts of the recorded ones: some in each build, as many as you like with
 * {@code -Dcrossed.programs=20000 -Dcrossed.seed=7}.
 */
class CrossedProgramsTest {

    private static final int PROGRAMS = Integer.getInteger("crossed.programs", 200);
    private static final int LINGER = 5_000;
    private static final long SEED = Long.getLong("crossed.seed", 1);

    private ExecutorService threads;

    @BeforeEach
    void start() {
        threads = TestThreads.coroutines();
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource(Delivery.class)
    void aReplayBeforeEachTaskChangesNothing(Delivery delivery) {
        CrossedPrograms programs = new CrossedPrograms(SEED);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < PROGRAMS; i++) {
            JsonNode script = programs.next();
            String difference;
            try {
                difference = FamilyReport.replayed(script, threads, delivery);
            } catch (RuntimeException e) {
                difference = "could not be played: " + e;
            }
            if (difference != null) {
                differences.add(i + ": " + difference + "\n" + script);
            }
        }
        assertThat(differences).isEmpty();
    }

    /** The scripts can then be played on the engine, with {@code -Dconformance.workflows}. */
    @Test
    @EnabledIfSystemProperty(named = "crossed.write", matches = ".+", disabledReason = "writes a file, when asked to")
    void writesWhatTheModelExpects() throws IOException {
        CrossedPrograms programs = new CrossedPrograms(SEED);
        List<String> scripts = new ArrayList<>();
        while (scripts.size() < PROGRAMS) {
            ObjectNode script = programs.next();
            JsonNode expected = expected(script);
            if (expected != null) {
                scripts.add(((ObjectNode) expected).put("name", "crossed-" + scripts.size()).toString());
            }
        }
        Files.write(Path.of(System.getProperty("crossed.write")), scripts);
    }

    /** {@return the script with what becomes of it, or null if that depends on how late things are, or if it stays open} */
    private JsonNode expected(ObjectNode script) {
        if (play(script, Lateness.NONE).toString().contains("\"RUNNING\"")) {
            return null;
        }
        ObjectNode closing = script.deepCopy().put("linger", LINGER).without("end");
        Set<JsonNode> all = new HashSet<>();
        for (Lateness lateness : Lateness.ALL) {
            all.add(play(closing, lateness));
        }
        return all.size() == 1 ? all.iterator().next() : null;
    }

    private JsonNode play(ObjectNode script, Lateness lateness) {
        return FamilyReport.asScript(script,
                new ScriptPlayer(script, threads, Rules.TEMPORAL, true, Delivery.TASK_END, lateness).play());
    }
}
