package io.quarkiverse.activities.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.it.ActivitiesResource.ExecutionState;

/** Tests nodes in separate processes that share a PostgreSQL database and are killed, frozen or stopped. */
@Execution(ExecutionMode.CONCURRENT)
class NodesIT {

    private static final String LONG_LEASE = "quarkus.activities.worker.lease=1m";

    private final String id = UUID.randomUUID().toString();
    private final String written = id + "-written";
    private final String committing = id + "-committing";
    private Cluster cluster;
    private Database database;

    @TempDir
    Path directory;

    @BeforeEach
    void create() {
        database = Database.create("nodes");
        cluster = new Cluster(database);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void aResultIsAwaitedOnANodeWithoutWorker() throws Exception {
        AppNode client = cluster.node("client", "quarkus.activities.worker.enabled=false");
        AppNode worker = cluster.node("worker");
        client.ready().start("Gated", id, gate());
        CompletableFuture<String> result = client.result(id);
        worker.ready();
        cluster.awaitLedger(id, "1 worker begun");
        assertThat(result).isNotDone();
        openGate();
        assertThat(result.get(60, TimeUnit.SECONDS)).isEqualTo("worker");
        assertThat(worker.describe(id)).isEqualTo(new ExecutionState(ActivityStatus.COMPLETED, 1, List.of()));
        assertThat(database.ledger(id)).containsExactly("1 worker begun");
    }

    @Test
    void theAttemptsOfAKilledNodeAreTakenOver() throws Exception {
        AppNode first = startAllKinds();
        AppNode second = cluster.node("second").ready();
        CompletableFuture<String> result = second.result(id);
        first.kill();
        cluster.awaitLedger(id, "1 first begun", "2 second begun");
        assertThat(second.describe(id)).isEqualTo(new ExecutionState(ActivityStatus.RUNNING, 2, List.of("1 worker lost")));
        openGate();
        assertThat(result.get(60, TimeUnit.SECONDS)).isEqualTo("second");
        for (String run : List.of(id, written, committing)) {
            assertThat(second.result(run).get(60, TimeUnit.SECONDS)).isEqualTo("second");
            assertThat(second.describe(run))
                    .isEqualTo(new ExecutionState(ActivityStatus.COMPLETED, 2, List.of("1 worker lost")));
        }
        assertThat(database.ledger(id)).hasSize(2);
        assertThat(database.ledger(written)).containsExactlyInAnyOrder("1 first begun", "2 second begun", "2 second written");
        assertThat(database.ledger(committing)).containsExactly("2 second written");
    }

    /** The other executions lose attempts together with it, until each of them runs alone. */
    @Test
    void anExecutionThatEndsItsNodesIsPausedAndTheOthersComplete() throws Exception {
        String limit = "quarkus.activities.worker.maximum-lost-attempts=4";
        AppNode first = cluster.node("1st", limit).ready();
        List<String> innocent = List.of(id + "-a", id + "-b", id + "-c");
        for (String one : innocent) {
            first.start("Gated", one, gate());
            cluster.awaitLedger(one, "1 1st begun");
        }
        // The node may end before it answers
        first.tryStart("EndNode", written, IdConflictPolicy.FAIL, IdReusePolicy.ALLOW_DUPLICATE, "once");
        await().atMost(AppNode.PATIENCE).until(() -> !first.isAlive());
        for (String name : List.of("2nd", "3rd", "4th")) {
            if (name.equals("3rd")) {
                openGate();
            }
            AppNode next = cluster.node(name, limit);
            await().atMost(AppNode.PATIENCE).until(() -> !next.isAlive());
        }
        AppNode last = cluster.node("5th", limit).ready();
        for (String one : innocent) {
            assertThat(last.result(one).get(60, TimeUnit.SECONDS)).isIn("3rd", "4th", "5th");
        }
        await().atMost(AppNode.PATIENCE).until(() -> last.describe(written).status() == ActivityStatus.PAUSED);
        assertThat(last.describe(written)).isEqualTo(new ExecutionState(ActivityStatus.PAUSED, 5,
                List.of("1 worker lost", "2 worker lost", "3 worker lost", "4 worker lost")));
        assertThat(database.ledger(written)).containsExactly("1 1st begun", "2 2nd begun", "3 3rd begun", "4 4th begun");
    }

    @Test
    void aNodeWhoseWorkerPoolIsFullKeepsItsAttempts() throws Exception {
        String lease = "quarkus.activities.worker.lease=6s";
        AppNode first = cluster.node("first", "quarkus.thread-pool.max-threads=4", lease).ready();
        first.start("Gated", id, gate());
        cluster.awaitLedger(id, "1 first begun");
        AppNode second = cluster.node("second", lease).ready();
        List<CompletableFuture<HttpResponse<String>>> blocked = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            blocked.add(first.exhaustPool(Duration.ofSeconds(15))); // more than two leases
        }
        CompletableFuture.allOf(blocked.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
        openGate();
        assertThat(second.result(id).get(60, TimeUnit.SECONDS)).isEqualTo("first");
        assertThat(database.ledger(id)).containsExactly("1 first begun");
    }

    @Test
    void nodesShareTheWork() {
        // No node is lost here, however busy the machine is
        AppNode first = cluster.node("first", "quarkus.activities.workers.default.slots=8", LONG_LEASE);
        AppNode second = cluster.node("second", "quarkus.activities.workers.default.slots=8", LONG_LEASE);
        first.ready();
        second.ready();
        first.startQuick(id, 1_000);
        cluster.awaitClosed(1_000);
        assertThat(database.query("SELECT count(*), count(DISTINCT activity_id), max(attempt) FROM ledger"))
                .containsExactly("1000 1000 1");
        assertThat(database.query("SELECT DISTINCT node FROM ledger")).containsExactlyInAnyOrder("first", "second");
    }

    @Test
    void reportsOfAFrozenNodeAreRejected() throws Exception {
        AppNode first = startAllKinds();
        AppNode second = cluster.node("second").ready();
        first.freeze();
        cluster.awaitLedger(id, "1 first begun", "2 second begun");
        cluster.awaitLedger(written, "1 first begun", "2 second begun");
        openGate();
        for (String run : List.of(id, written)) {
            assertThat(second.result(run).get(60, TimeUnit.SECONDS)).isEqualTo("second");
        }

        first.thaw();
        await().atMost(AppNode.PATIENCE)
                .until(() -> first.logged("(id " + id + ", attempt 1) completed too late") == 1
                        && first.logged("(id " + written + ", attempt 1) completed too late") == 1);
        assertThat(first.logged("failed in attempt")).isZero();
        assertThat(database.ledger(written)).containsExactlyInAnyOrder("1 first begun", "2 second begun", "2 second written");
        for (String run : List.of(id, written)) {
            assertThat(first.describe(run))
                    .isEqualTo(new ExecutionState(ActivityStatus.COMPLETED, 2, List.of("1 worker lost")));
        }
        // The transaction that already contained its completion commits after the thaw, and did not block anything else
        assertThat(second.result(committing).get(60, TimeUnit.SECONDS)).isEqualTo("first");
        assertThat(second.describe(committing)).isEqualTo(new ExecutionState(ActivityStatus.COMPLETED, 1, List.of()));
        assertThat(database.ledger(committing)).containsExactly("1 first written");
        // The thawed node works as usual again
        second.kill();
        first.startQuick(id, 1);
        assertThat(first.result(id + "-0").get(60, TimeUnit.SECONDS)).isEqualTo("first");
    }

    @Test
    void aNodeThatStopsHandsItsAttemptBack() throws Exception {
        AppNode first = cluster.node("first", "quarkus.activities.worker.shutdown-grace-period=1s").ready();
        first.start("Gated", id, gate());
        first.start("GatedWrite", written, gate());
        cluster.awaitLedger(id, "1 first begun");
        cluster.awaitLedger(written, "1 first begun");
        AppNode second = cluster.node("second", "quarkus.activities.worker.lease=10m").ready();
        first.terminate();
        // The first node released its own lease; the remaining lease is the second node's
        assertThat(database.query("SELECT count(*) FROM activity_worker")).containsExactly("1");
        cluster.awaitLedger(id, "1 first begun", "1 second begun");
        openGate();
        assertThat(second.result(id).get(60, TimeUnit.SECONDS)).isEqualTo("second");
        assertThat(second.result(written).get(60, TimeUnit.SECONDS)).isEqualTo("second");
        assertThat(second.describe(id)).isEqualTo(
                new ExecutionState(ActivityStatus.COMPLETED, 1, List.of("1 The worker shut down before the attempt ended")));
        assertThat(database.ledger(written)).containsExactlyInAnyOrder("1 first begun", "1 second begun",
                "1 second written");
    }

    /** Quarkus itself waits a minute for its virtual threads, which would be longer than the grace period of a platform. */
    @Test
    void aNodeStopsAlthoughAnAttemptNeverReturns() throws Exception {
        AppNode first = cluster.node("first", "quarkus.activities.worker.shutdown-grace-period=1s").ready();
        first.start("Deaf", id);
        cluster.awaitLedger(id, "1 first begun");
        assertThat(first.terminatesWithin(Duration.ofSeconds(40))).isTrue();
        AppNode second = cluster.node("second").ready();
        cluster.awaitLedger(id, "1 first begun", "1 second begun");
        assertThat(second.terminatesWithin(Duration.ofSeconds(40))).isTrue();
    }

    /** All arguments together are larger than the memory of a node, which has 192 MB. */
    @Test
    void manyLargeTasksRunInLittleMemory() {
        AppNode node = cluster.node("small").ready();
        node.startLarge(id, 200, 1_500);
        cluster.awaitClosed(200);
        assertThat(node.logged("OutOfMemoryError")).isZero();
        assertThat(node.logged("is unavailable")).isZero();
    }

    @Test
    void followUpsRunOnceAlthoughNodesAreKilled() throws Exception {
        int failures = 300;
        String slots = "quarkus.activities.workers.default.slots=8";
        AppNode second = cluster.node("second", slots).ready();
        second.start("Broken", id, directory.resolve("never"));
        cluster.awaitLedger(id, "1 second tried");
        AppNode first = cluster.node("first", slots).ready();
        openGate();
        first.startBroken(id, failures, gate());
        awaitFollowUps(failures / 6);
        first.kill();
        awaitFollowUps(failures / 3);
        second.kill();

        AppNode third = cluster.node("third", slots).ready();
        cluster.awaitClosed(2 * (failures + 1));
        assertThat(third.describe(id)).isEqualTo(new ExecutionState(ActivityStatus.TIMED_OUT, 1, List.of("1 worker lost")));
        List<String> followed = database.query("SELECT event FROM ledger WHERE event LIKE 'follows %'");
        assertThat(followed).hasSize(failures + 1).doesNotHaveDuplicates().contains("follows " + id);
        assertThat(database.query("SELECT activity_type, count(*) FROM activity_execution_closed GROUP BY activity_type"))
                .containsExactlyInAnyOrder("Broken " + (failures + 1), "MakeGood " + (failures + 1));
    }

    @Test
    void aTickIsExecutedOnceWhicheverNodesStartIt() {
        String everySecond = "recurring.cron=* * * * * ?";
        AppNode first = cluster.node("first", everySecond);
        cluster.node("second", everySecond).ready();
        first.ready();
        await().atMost(AppNode.PATIENCE).until(() -> executedTicks("HAVING count(DISTINCT node) = 2") >= 3);
        first.kill();
        int before = executedTicks("");
        await().atMost(AppNode.PATIENCE).until(() -> executedTicks("") >= before + 3);
        assertThat(database.query("SELECT activity_id FROM ledger WHERE event LIKE 'started %'"
                + " GROUP BY activity_id HAVING count(DISTINCT event) > 1")).isEmpty();
        assertThat(database.query("SELECT activity_id FROM (SELECT activity_id FROM activity_execution"
                + " UNION ALL SELECT activity_id FROM activity_execution_closed) started GROUP BY activity_id"
                + " HAVING count(*) > 1")).isEmpty();
    }

    /** {@return how many ticks have been executed, of those whose starts meet the condition} */
    private int executedTicks(String starts) {
        return database.query("SELECT activity_id FROM ledger WHERE event LIKE 'started %'"
                + " AND activity_id IN (SELECT activity_id FROM ledger WHERE event = 'done') GROUP BY activity_id " + starts)
                .size();
    }

    private void awaitFollowUps(int failures) {
        await().atMost(AppNode.PATIENCE).pollInterval(Duration.ofMillis(20)).until(
                () -> database.query("SELECT 1 FROM ledger WHERE event LIKE 'follows %'").size() >= failures);
    }

    /** {@return a node with three attempts: a plain one, one with an open transaction, and one that is about to commit} */
    private AppNode startAllKinds() {
        AppNode first = cluster.node("first").ready();
        first.start("Gated", id, gate());
        first.start("GatedWrite", written, gate());
        first.start("GatedCommit", committing, gate());
        cluster.awaitLedger(id, "1 first begun");
        cluster.awaitLedger(written, "1 first begun");
        await().atMost(AppNode.PATIENCE).until(() -> Files.exists(directory.resolve("gate-first")));
        return first;
    }

    private Path gate() {
        return directory.resolve("gate");
    }

    private void openGate() throws IOException {
        Files.createFile(gate());
    }
}
