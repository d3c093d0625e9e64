package io.quarkiverse.activities.workflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.activities.it.AppNode;
import io.quarkiverse.activities.it.Database;

/** Workflows run from an archive of classes: an AOT cache if this JDK has it, otherwise AppCDS. */
class WorkflowArchiveIT {

    private static final boolean AOT = Runtime.version().feature() >= 25;
    private static final List<String> SHAPES = List.of("sequence", "fan", "timers", "children", "local", "transactional");
    private static final int SIZE = 2;

    @TempDir
    Path directory;

    @Test
    void workflowsRunFromAnArchive() {
        Path archive = directory.resolve("archive");
        try (Journeys journeys = new Journeys(Database.create("archive"))) {
            AppNode training = journeys.withoutArchive("training",
                    (AOT ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive).ready();
            travel(training, "training");
            training.terminate();
            assertThat(archive).isNotEmptyFile();
            // The process ends at once if it cannot use the archive
            AppNode trained = AOT ? journeys.withoutArchive("trained", "-XX:AOTCache=" + archive, "-XX:AOTMode=on")
                    : journeys.withoutArchive("trained", "-XX:SharedArchiveFile=" + archive, "-Xshare:on");
            travel(trained.ready(), "trained");
        }
    }

    private static void travel(AppNode node, String prefix) {
        for (String shape : SHAPES) {
            String id = prefix + "-" + shape;
            Journeys.start(node, id, shape, SIZE);
            assertThat(Journeys.result(node, id)).isEqualTo(Journeys.expected(shape, SIZE));
        }
    }
}
