package io.quarkiverse.activities.workflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.activities.it.AppNode;
import io.quarkiverse.activities.it.Database;
import io.quarkiverse.activities.it.DatabaseServer;

/** Tests workflows on nodes in separate processes that are killed or frozen, and on a database that is restarted. */
@Execution(ExecutionMode.CONCURRENT)
class WorkflowNodesIT {

    private static final List<String> SHAPES = List.of("sequence", "timers", "signals", "children", "local", "transactional");
    private static final int SIZE = 8;

    private Journeys journeys;

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        journeys.close();
    }

    @ParameterizedTest
    @CsvSource({ "killed, 10000", "killed, 0", "frozen, 10000", "frozen, 0" })
    @DisplayName("W52: workflows of a node that is killed or frozen end once, on another node")
    void w52_aRunIsTakenOver(String how, int cacheSize) {
        journeys = new Journeys(Database.create("takeover"));
        String cache = "quarkus.activities.workflows.cache-size=" + cacheSize;
        AppNode first = journeys.node("first", cache).ready();
        AppNode second = journeys.node("second", cache);
        for (String shape : SHAPES) {
            Journeys.start(first, shape, shape, SIZE);
        }
        journeys.awaitLedger("timers", "done t2");
        second.ready();
        if (how.equals("killed")) {
            first.kill();
        } else {
            first.freeze();
        }
        for (int i = 1; i <= SIZE; i++) {
            Journeys.signal(second, "signals", "w" + i);
        }
        for (String shape : SHAPES) {
            assertThat(Journeys.result(second, shape)).isEqualTo(Journeys.expected(shape, SIZE));
        }
        List<String> ledger = journeys.ledger("transactional");
        if (how.equals("frozen")) {
            String outcomes = outcomes();
            first.thaw();
            Journeys.start(first, "afterwards", "sequence", 2);
            assertThat(Journeys.result(first, "afterwards")).isEqualTo("s1,s2");
            await("what the frozen node had to report is refused").atMost(AppNode.PATIENCE)
                    .until(() -> journeys.database().query("SELECT count(*) FROM activity_execution").equals(List.of("0")));
            assertThat(outcomes()).isEqualTo(outcomes);
            assertThat(journeys.ledger("transactional")).isEqualTo(ledger);
        }
        assertThat(ledger).extracting(entry -> entry.substring(entry.lastIndexOf(' ') + 1)).containsExactlyInAnyOrder(
                Journeys.expected("transactional", SIZE).split(","));
        assertThat(journeys.database().query("SELECT workflow_id FROM workflow_execution_closed GROUP BY workflow_id"
                + " HAVING count(*) > 1")).as("closed twice").isEmpty();
    }

    @Test
    @DisplayName("W16: nodes answer queries alike, and change nothing")
    void w16_queries() {
        journeys = new Journeys(Database.create("queries"));
        // No node is lost here, however busy the machine is
        String lease = "quarkus.activities.worker.lease=1m";
        AppNode first = journeys.node("first", lease).ready();
        AppNode second = journeys.node("second", lease).ready();
        Journeys.start(first, "asked", "signals", 2);
        Journeys.signal(first, "asked", "w1");
        journeys.awaitLedger("asked", "done heard w1");
        await().atMost(AppNode.PATIENCE).until(() -> Journeys.progress(second, "asked").contains("w1"));
        String run = journeys.database().query("SELECT row(w.*) FROM workflow_execution AS w").toString();
        assertThat(Journeys.progress(first, "asked")).isEqualTo(Journeys.progress(second, "asked"));
        assertThat(journeys.database().query("SELECT row(w.*) FROM workflow_execution AS w")).hasToString(run);
        Journeys.signal(second, "asked", "w2");
        assertThat(Journeys.result(second, "asked")).isEqualTo("asked,w1,w2");
        assertThat(Journeys.progress(first, "asked")).contains("w2").isEqualTo(Journeys.progress(second, "asked"));
    }

    private String outcomes() {
        return journeys.database().query("SELECT workflow_id, state, turn, journal_lines, tail FROM workflow_execution_closed"
                + " WHERE workflow_id <> 'afterwards' ORDER BY workflow_id").toString();
    }

    @Test
    @DisplayName("W54: the database is restarted under many workflows")
    void w54_theDatabaseIsRestarted() throws Exception {
        int runs = 500;
        try (DatabaseServer server = new DatabaseServer(directory.resolve("data"))) {
            journeys = new Journeys(Database.create(server.url(), "restarts"));
            AppNode first = journeys.node("first").ready();
            AppNode second = journeys.node("second").ready();
            Journeys.startMany(first, "many", "timers", 5, runs);
            for (int restart = 1; restart <= 3; restart++) {
                int steps = restart * runs;
                await().atMost(AppNode.PATIENCE).ignoreExceptions().until(() -> Integer
                        .parseInt(journeys.database().query("SELECT count(*) FROM ledger").get(0)) >= steps);
                if (restart == 2) {
                    server.crash();
                } else {
                    server.stop();
                }
                server.start();
            }
            journeys.awaitAllClosed();
            assertThat(journeys.database().query("SELECT state, count(*) FROM workflow_execution_closed GROUP BY state"))
                    .containsExactly("10 " + runs);
            for (AppNode node : List.of(first, second)) {
                assertThat(node.isAlive()).isTrue();
                assertThat(node.logged("The task of workflow")).as("tasks that failed").isZero();
            }
        }
    }
}
