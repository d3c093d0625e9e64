package io.quarkiverse.activities.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.it.ActivitiesResource.Seen;

/** Nodes that are real processes, share a PostgreSQL database, and come to harm. */
class NodesIT {

    private final String id = UUID.randomUUID().toString();
    private final List<AppNode> nodes = new ArrayList<>();
    private Database database;

    @TempDir
    Path directory;

    @BeforeEach
    void create() {
        database = Database.create("nodes");
    }

    @AfterEach
    void close() {
        nodes.forEach(AppNode::close);
    }

    @Test
    void aResultIsAwaitedWhereItIsNotMade() throws Exception {
        AppNode client = node("client", "quarkus.activities.worker.enabled=false");
        AppNode worker = node("worker");
        client.ready().startGated(id, gate());
        CompletableFuture<String> result = client.result(id);
        worker.ready();
        awaitLedger("1 worker begun");
        assertThat(result).isNotDone();
        openGate();
        assertThat(result.get(60, TimeUnit.SECONDS)).isEqualTo("worker");
        assertThat(worker.describe(id)).isEqualTo(new Seen(ActivityStatus.COMPLETED, 1, List.of()));
        assertThat(database.ledger(id)).containsExactly("1 worker begun");
    }

    @Test
    void theAttemptOfAKilledNodeIsTakenOver() throws Exception {
        AppNode first = node("first").ready();
        first.startGated(id, gate());
        awaitLedger("1 first begun");
        AppNode second = node("second").ready();
        CompletableFuture<String> result = second.result(id);
        first.kill();
        awaitLedger("1 first begun", "2 second begun");
        assertThat(second.describe(id)).isEqualTo(new Seen(ActivityStatus.RUNNING, 2, List.of("1 worker lost")));
        openGate();
        assertThat(result.get(60, TimeUnit.SECONDS)).isEqualTo("second");
        assertThat(second.describe(id)).isEqualTo(new Seen(ActivityStatus.COMPLETED, 2, List.of("1 worker lost")));
        assertThat(database.ledger(id)).hasSize(2);
    }

    @Test
    void nodesShareTheWork() {
        AppNode first = node("first", "quarkus.activities.workers.default.slots=8");
        AppNode second = node("second", "quarkus.activities.workers.default.slots=8");
        first.ready();
        second.ready();
        first.startQuick(id, 1_000);
        await().atMost(AppNode.PATIENCE)
                .until(() -> database.query("SELECT count(*) FROM activity_execution_closed").equals(List.of("1000")));
        assertThat(database.query("SELECT count(*) FROM activity_execution")).containsExactly("0");
        assertThat(database.query("SELECT count(*), count(DISTINCT activity_id), max(attempt) FROM ledger"))
                .containsExactly("1000 1000 1");
        assertThat(database.query("SELECT DISTINCT node FROM ledger")).containsExactlyInAnyOrder("first", "second");
    }

    @Test
    void aFrozenNodeIsTooLate() throws Exception {
        String written = id + "-written";
        AppNode first = node("first").ready();
        first.startGated(id, gate());
        first.startGatedWrite(written, gate());
        awaitLedger("1 first begun");
        await().atMost(AppNode.PATIENCE).until(() -> database.ledger(written).contains("1 first begun"));
        AppNode second = node("second").ready();
        first.freeze();
        awaitLedger("1 first begun", "2 second begun");
        await().atMost(AppNode.PATIENCE).until(() -> database.ledger(written).contains("2 second begun"));
        openGate();
        assertThat(second.result(id).get(60, TimeUnit.SECONDS)).isEqualTo("second");
        assertThat(second.result(written).get(60, TimeUnit.SECONDS)).isEqualTo("second");

        first.thaw();
        await().atMost(AppNode.PATIENCE)
                .until(() -> first.logged("(id " + id + ", attempt 1) completed too late") == 1
                        && first.logged("(id " + written + ", attempt 1) completed too late") == 1);
        assertThat(first.logged("failed in attempt")).isZero();
        assertThat(database.ledger(written)).containsExactlyInAnyOrder("1 first begun", "2 second begun", "2 second written");
        for (String run : List.of(id, written)) {
            assertThat(first.describe(run)).isEqualTo(new Seen(ActivityStatus.COMPLETED, 2, List.of("1 worker lost")));
        }
        // And is a node like any other again
        second.kill();
        first.startQuick(id, 1);
        assertThat(first.result(id + "-0").get(60, TimeUnit.SECONDS)).isEqualTo("first");
    }

    @Test
    void aNodeThatStopsHandsItsAttemptBack() throws Exception {
        AppNode first = node("first", "quarkus.activities.worker.shutdown-grace-period=1s").ready();
        first.startGated(id, gate());
        first.startGatedWrite(id + "-written", gate());
        awaitLedger("1 first begun");
        await().atMost(AppNode.PATIENCE).until(() -> database.ledger(id + "-written").contains("1 first begun"));
        AppNode second = node("second", "quarkus.activities.worker.lease=10m").ready();
        first.terminate();
        // It gave its lease back itself: the only one left is the other's
        assertThat(database.query("SELECT count(*) FROM activity_worker")).containsExactly("1");
        awaitLedger("1 first begun", "1 second begun");
        openGate();
        assertThat(second.result(id).get(60, TimeUnit.SECONDS)).isEqualTo("second");
        assertThat(second.result(id + "-written").get(60, TimeUnit.SECONDS)).isEqualTo("second");
        assertThat(second.describe(id)).isEqualTo(
                new Seen(ActivityStatus.COMPLETED, 1, List.of("1 The worker shut down before the attempt ended")));
        assertThat(database.ledger(id + "-written")).containsExactlyInAnyOrder("1 first begun", "1 second begun",
                "1 second written");
    }

    private AppNode node(String name, String... settings) {
        AppNode node = new AppNode(name, database, settings);
        nodes.add(node);
        return node;
    }

    private void awaitLedger(String... entries) {
        await().atMost(AppNode.PATIENCE)
                .untilAsserted(() -> assertThat(database.ledger(id)).containsExactlyInAnyOrder(entries));
    }

    private Path gate() {
        return directory.resolve("gate");
    }

    private void openGate() throws IOException {
        Files.createFile(gate());
    }
}
