package io.quarkiverse.activities.workflow.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ExecutorService;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays the recordings: with runs that stay in memory, and with a full replay before every task; by Temporal's rules, and by
 * ours with the expectations that follow from the named differences.
 */
class RecordingsConformanceTest {

    private static final Path REPORT = Path.of("target", "workflow-conformance.txt");

    /** Scripts of random timing that none of the kinds of {@link Lateness} reproduces: the report says which. */
    private static final int NOT_REPRODUCED = 2;

    private static ExecutorService threads;

    @BeforeAll
    static void start() throws IOException {
        threads = TestThreads.coroutines();
        Files.createDirectories(REPORT.getParent());
        Files.deleteIfExists(REPORT);
    }

    @AfterAll
    static void stop() {
        threads.shutdownNow();
    }

    static List<String> families() {
        return Recordings.families();
    }

    @ParameterizedTest
    @MethodSource("families")
    void asTemporalCached(String family) throws IOException {
        check("as Temporal, cached", FamilyReport.asTemporal(family, threads, true));
    }

    @ParameterizedTest
    @MethodSource("families")
    void asTemporalUncached(String family) throws IOException {
        check("as Temporal, uncached", FamilyReport.asTemporal(family, threads, false));
    }

    @ParameterizedTest
    @MethodSource("families")
    void oursCached(String family) throws IOException {
        check("ours, cached", FamilyReport.ours(family, threads, true));
    }

    @ParameterizedTest
    @MethodSource("families")
    void oursUncached(String family) throws IOException {
        check("ours, uncached", FamilyReport.ours(family, threads, false));
    }

    @ParameterizedTest
    @MethodSource("families")
    void oursWithImmediateDelivery(String family) throws IOException {
        FamilyReport report = FamilyReport.immediate(family, threads);
        check("ours, immediate delivery", report, 0);
    }

    @Test
    void theCopiesAreComplete() {
        if (!Recordings.isElsewhere()) {
            assertThat(Recordings.families().stream().mapToInt(family -> Recordings.of(family).size()).sum()).isEqualTo(618);
        }
    }

    private static void check(String how, FamilyReport report) throws IOException {
        check(how, report, report.family().equals("random") ? NOT_REPRODUCED : 0);
    }

    /** Scripts of another folder are only reported here: the tests of the deployment module judge the engine. */
    private static void check(String how, FamilyReport report, int mayDiffer) throws IOException {
        Files.writeString(REPORT, how + ", " + report + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if (Recordings.isElsewhere()) {
            System.out.println("workflows-model, " + how + ", " + report);
        } else {
            assertThat(report.differences()).as(report.toString()).hasSizeLessThanOrEqualTo(mayDiffer);
        }
    }
}
