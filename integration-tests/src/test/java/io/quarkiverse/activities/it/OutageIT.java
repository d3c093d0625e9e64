package io.quarkiverse.activities.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.it.ActivitiesResource.ExecutionState;
import io.quarkiverse.activities.it.chaos.CuttingProxy;

/** Tests that activities in progress survive a database outage that is longer than a lease. */
@Execution(ExecutionMode.CONCURRENT)
class OutageIT {

    /** Five times the lease of the nodes. */
    private static final Duration OUTAGE = Duration.ofSeconds(15);
    /** With the default quarkus.activities.socket-timeout, which is 15 seconds. */
    private static final Duration NOTICED = Duration.ofSeconds(30);
    private static final Duration LEFT = Duration.ofSeconds(30);
    private static final int RUNNING = 10;
    private static final int QUICK = 1_000;

    private Cluster cluster;

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void aSingleNodeResumes() throws Exception {
        cluster = new Cluster(Database.create("outage"));
        assertOutageIsSurvived(cluster.database()::refuseConnections, cluster.database()::allowConnections,
                node("only").ready());
    }

    @Test
    void nodesThatWereBothCutOffDoNotDeclareEachOtherLost() throws Exception {
        cluster = new Cluster(Database.create("outage"));
        AppNode first = node("first");
        AppNode second = node("second");
        assertOutageIsSurvived(cluster.database()::refuseConnections, cluster.database()::allowConnections,
                first.ready(), second.ready());
    }

    @Test
    void aServerThatIsStoppedAndStarted() throws Exception {
        try (DatabaseServer server = new DatabaseServer(directory.resolve("data"))) {
            cluster = new Cluster(Database.create(server.url(), "outage"));
            AppNode first = node("first");
            AppNode second = node("second");
            assertOutageIsSurvived(server::stop, server::start, first.ready(), second.ready());
        }
    }

    @Test
    void connectionsThatAreCutRepeatedly() throws Exception {
        cluster = new Cluster(Database.create("outage"));
        AppNode node = node("only").ready();
        startGated(node);
        node.startQuick("quick", QUICK);
        long end = System.nanoTime() + OUTAGE.toNanos();
        await().atMost(AppNode.PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            cluster.database().cutConnections();
            return System.nanoTime() - end > 0;
        });
        awaitAllCompleted(node);
    }

    /** The node has many connections that wait in its pool, and each of them is dead. */
    @Test
    void aServerThatVanishesWithoutAWordIsNoticedAndLeft() throws Exception {
        Database database = Database.create("outage");
        cluster = new Cluster(database);
        try (CuttingProxy proxy = CuttingProxy.before(database.url())) {
            AppNode node = cluster.node("only", "quarkus.datasource.jdbc.url=" + proxy.through(database.url()),
                    "quarkus.activities.connections=8").ready();
            node.startQuick("quick", QUICK);
            cluster.awaitClosed(QUICK);
            startGated(node);
            proxy.refuseNew(true);
            proxy.vanish();
            await().atMost(NOTICED).ignoreExceptions().until(() -> isAway(node));
            proxy.refuseNew(false);
            await().atMost(LEFT).ignoreExceptions().until(() -> readiness(node).statusCode() == 200 && holdsItsLease());
            awaitAllCompleted(node);
        }
    }

    private boolean holdsItsLease() {
        return cluster.database().query("SELECT count(*) FROM activity_worker WHERE lease_until > clock_timestamp()")
                .equals(List.of("1"));
    }

    private static boolean isAway(AppNode node) throws Exception {
        HttpResponse<String> readiness = readiness(node);
        return readiness.statusCode() == 503 && readiness.body().contains("\"away\"");
    }

    private static HttpResponse<String> readiness(AppNode node) throws Exception {
        return node.readiness().get(5, TimeUnit.SECONDS);
    }

    private void assertOutageIsSurvived(Step away, Step back, AppNode... cut) throws Exception {
        for (AppNode node : cut) {
            startGated(node);
        }
        cut[0].startQuick("quick", QUICK);
        away.take();
        long end = System.nanoTime() + OUTAGE.toNanos();
        for (AppNode node : cut) {
            await().atMost(AppNode.PATIENCE).until(() -> node.logged("The database is unavailable") > 0);
        }
        await().atMost(AppNode.PATIENCE).until(() -> System.nanoTime() - end > 0);
        for (AppNode node : cut) {
            assertOutagesLogged(node, 1, 0);
        }
        // Some attempts end during the outage and report their result afterwards
        Files.createFile(directory.resolve("gate"));
        back.take();
        for (AppNode node : cut) {
            await().atMost(AppNode.PATIENCE).until(() -> node.logged("The database is available again") > moments(node));
        }
        awaitAllCompleted(cut);
        for (AppNode node : cut) {
            assertOutagesLogged(node, 1, 1);
        }
    }

    private static void assertOutagesLogged(AppNode node, int begun, int over) {
        long moments = moments(node);
        assertThat(moments).as("answers that were under way").isLessThanOrEqualTo(1);
        assertThat(node.logged("The database is unavailable")).as("outages logged").isEqualTo(begun + moments);
        assertThat(node.logged("The database is available again")).as("outages logged to be over").isEqualTo(over + moments);
    }

    /** An answer that was under way when the connections were cut can end the outage for a moment, right after it began. */
    private static long moments(AppNode node) {
        return node.logged("The database is available again after 0 s");
    }

    private void startGated(AppNode node) {
        for (int i = 0; i < RUNNING; i++) {
            node.start("Gated", node.name() + "-" + i, directory.resolve("gate"));
        }
        await().atMost(AppNode.PATIENCE).until(() -> cluster.database()
                .query("SELECT 1 FROM ledger WHERE event = 'begun' AND activity_id LIKE '" + node.name() + "-%'")
                .size() == RUNNING);
    }

    private void awaitAllCompleted(AppNode... cut) throws Exception {
        awaitGatedCompleted(cut);
        for (AppNode node : cut) {
            for (int i = 0; i < QUICK; i += 10) {
                ExecutionState quick = node.describe("quick-" + i);
                assertThat(quick.status()).isEqualTo(ActivityStatus.COMPLETED);
                assertThat(quick.failures()).noneMatch(failure -> failure.contains("worker lost"));
            }
        }
    }

    /** Opens the gate if it is closed, and waits until no execution is open. */
    private void awaitGatedCompleted(AppNode... cut) throws Exception {
        if (!Files.exists(directory.resolve("gate"))) {
            Files.createFile(directory.resolve("gate"));
        }
        await().atMost(AppNode.PATIENCE).ignoreExceptions()
                .until(() -> cluster.database().query("SELECT count(*) FROM activity_execution").equals(List.of("0")));
        for (AppNode node : cut) {
            for (int i = 0; i < RUNNING; i++) {
                CompletableFuture<String> result = node.result(node.name() + "-" + i);
                assertThat(result.get(60, TimeUnit.SECONDS)).isIn(cluster.names());
                assertThat(node.describe(node.name() + "-" + i))
                        .isEqualTo(new ExecutionState(ActivityStatus.COMPLETED, 1, List.of()));
            }
            // Quick activities may log a rejected report: the answer to their completion can be lost with the connection
            assertThat(node.logged("Gated (id " + node.name())).isZero();
        }
    }

    private AppNode node(String name) {
        return cluster.node(name, "quarkus.activities.workers.default.slots=30");
    }

    private interface Step {
        void take() throws Exception;
    }
}
