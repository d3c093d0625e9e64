package io.quarkiverse.activities.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.activities.ActivityStatus;

/**
 * Tests a rolling upgrade and its way back: nodes of the release with the previous version of the tables beside nodes of this
 * one. {@code .ci/run} builds that release and passes the directory of its packaged application.
 */
@EnabledIfSystemProperty(named = "previous.application", matches = ".+")
class UpgradeIT {

    private static final Path PREVIOUS = Path.of(System.getProperty("previous.application", ""));

    @TempDir
    Path directory;

    @Test
    void oldNodesWorkOnNewTablesAndStartOnThemAgain() throws Exception {
        try (Cluster cluster = new Cluster(Database.create("upgrade"))) {
            Database database = cluster.database();
            AppNode old = cluster.node("old", PREVIOUS).ready();
            int before = version(database);
            Path gate = directory.resolve("gate");
            old.start("Gated", "gated", gate);
            cluster.awaitLedger("gated", "1 old begun");

            AppNode current = cluster.node("new").ready();
            assertThat(version(database)).isEqualTo(before + 1);
            work(cluster, current, "from-new");
            work(cluster, old, "from-old");
            assertThat(old.describe("gated").status()).isEqualTo(ActivityStatus.RUNNING);

            AppNode back = cluster.node("back", PREVIOUS).ready();
            assertThat(back.logged("This release, whose version is " + before + ", can run on them")).isEqualTo(1);
            current.kill();
            work(cluster, back, "after-rollback");
            open(gate);
            assertThat(back.result("gated").get(60, TimeUnit.SECONDS)).isEqualTo("old");
            assertThat(database.ledger("gated")).containsExactly("1 old begun");
        }
    }

    /** Starts activities on a node, and waits until whichever nodes have completed them. */
    private static void work(Cluster cluster, AppNode node, String prefix) {
        node.startQuick(prefix, 40);
        await().atMost(AppNode.PATIENCE).until(() -> cluster.database()
                .query("SELECT count(*) FROM activity_execution_closed WHERE state = 10 AND activity_id LIKE '" + prefix
                        + "-%'")
                .equals(List.of("40")));
    }

    private static int version(Database database) {
        return Integer.parseInt(database.query("SELECT version FROM activity_schema").get(0));
    }

    private static void open(Path gate) throws IOException {
        Files.writeString(gate, "open");
    }
}
