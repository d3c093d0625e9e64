package io.quarkiverse.activities.workflow.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.activities.workflow.runtime.journal.JournalExport;
import io.quarkiverse.activities.workflow.runtime.journal.JournalExportCodec;
import io.quarkiverse.activities.workflow.runtime.replay.Entry;
import io.quarkiverse.activities.workflow.runtime.replay.RecordedTasks;
import io.quarkiverse.activities.workflow.runtime.replay.Rules;
import io.quarkiverse.activities.workflow.runtime.replay.TaskResult;
import io.quarkiverse.activities.workflow.runtime.replay.WorkflowRun;

/**
 * W43: journals that each earlier release has written replay on this one. They are in {@code src/test/resources/journals}, a
 * file for each release. {@code -Djournals.write=NAME} writes a file with the journals of this build.
 */
class JournalCorpusTest {

    private static final Path CORPUS = Path.of("src", "test", "resources", "journals");
    private static final String SEPARATOR = "\n---\n";
    private static final int EACH = 10;

    private static ExecutorService threads;

    @BeforeAll
    static void start() {
        threads = TestThreads.coroutines();
    }

    @AfterAll
    static void stop() {
        threads.shutdownNow();
    }

    static List<Path> releases() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void journalsOfTheReleaseReplay(Path release) throws IOException {
        List<String> problems = new ArrayList<>();
        List<JournalExport> journals = Stream.of(Files.readString(release).split(SEPARATOR)).map(JournalExportCodec::decode)
                .toList();
        journals.forEach(journal -> {
            TaskResult failure = failure(journal);
            if (failure != null) {
                problems.add(journal.start().info().workflowId() + ": " + failure);
            }
        });
        assertThat(problems).isEmpty();
        assertThat(journals).hasSizeGreaterThan(40);
        assertThat(journals.stream().flatMap(journal -> journal.lines().stream()).flatMap(line -> line.entries().stream())
                .map(Entry::kind)).contains(Entry.Kind.ACTIVITY, Entry.Kind.CANCEL_ACTIVITY, Entry.Kind.TIMER,
                        Entry.Kind.CHILD, Entry.Kind.SIGNAL, Entry.Kind.SIDE_EFFECT, Entry.Kind.VERSION, Entry.Kind.LOCAL,
                        Entry.Kind.UPDATE_ACCEPTED, Entry.Kind.UPDATE_COMPLETED, Entry.Kind.CLOSE);
    }

    @Test
    void aJournalThatIsChangedDoesNotReplay() throws IOException {
        String changed = Files.readString(releases().get(0)).replace("A1 Work", "A1 Other");
        assertThat(Stream.of(changed.split(SEPARATOR)).map(JournalExportCodec::decode).map(JournalCorpusTest::failure))
                .anyMatch(TaskResult.Diverged.class::isInstance);
    }

    @Test
    void writesTheCorpusOfThisBuild() throws IOException {
        String name = System.getProperty("journals.write");
        List<String> written = new ArrayList<>();
        int number = 0;
        for (String family : Recordings.families()) {
            for (JsonNode script : Recordings.of(family)) {
                boolean chosen = family.equals("replay") || number++ % EACH == 0;
                if (chosen && (name != null || written.isEmpty())) {
                    write(script, written);
                }
            }
        }
        assertThat(written).isNotEmpty();
        if (name != null) {
            Files.writeString(CORPUS.resolve(name + ".txt"), String.join(SEPARATOR, written));
        }
    }

    /** Journals that depend on how often something has run are no use. */
    private static void write(JsonNode script, List<String> written) {
        ScriptPlayer player = new ScriptPlayer(script, threads, Rules.CURRENT, true, Delivery.TASK_END, Lateness.ALL.get(0));
        player.play();
        for (JournalExport journal : player.exports()) {
            JournalExport read = JournalExportCodec.decode(JournalExportCodec.encode(journal));
            assertThat(read.lines()).isEqualTo(journal.lines());
            assertThat(read.arrivals().keySet()).isEqualTo(journal.arrivals().keySet());
            if (!journal.lines().isEmpty() && failure(read) == null) {
                written.add(JournalExportCodec.encode(journal));
            }
        }
    }

    /** {@return how the replay fails, or null} */
    private static TaskResult failure(JournalExport journal) {
        WorkflowRun run = new WorkflowRun(new ProgramDefinition(new World()), journal.start(), new JsonConversion(), null,
                threads);
        try {
            return run.replay(RecordedTasks.of(journal.lines(), journal::delivered));
        } finally {
            run.evict();
        }
    }
}
