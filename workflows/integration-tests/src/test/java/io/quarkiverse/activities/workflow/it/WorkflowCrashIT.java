package io.quarkiverse.activities.workflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.activities.it.AppNode;
import io.quarkiverse.activities.it.Database;
import io.quarkiverse.activities.it.chaos.CuttingProxy;
import io.quarkiverse.activities.workflow.it.Probe.Moment;

/**
 * Kills a node, or cuts its connection, at named moments of the life of a workflow. Afterwards there is one outcome, no
 * decision was made twice, and activities ran at least once.
 */
@Execution(ExecutionMode.CONCURRENT)
class WorkflowCrashIT {

    private static final String ID = "journey";

    private Journeys journeys;
    private Database database;

    @BeforeEach
    void create() {
        database = Database.create("crash");
        journeys = new Journeys(database);
    }

    @AfterEach
    void close() {
        journeys.close();
    }

    @Test
    @DisplayName("W44: a node dies in the first task, before its commit")
    void w44_inTheFirstTask() {
        AppNode first = journeys.node("first").ready();
        Probe probe = Probe.task(database, Moment.IN_TRANSACTION, ID, 1);
        Journeys.start(first, ID, "sequence", 2);
        kill(first, probe, false);
        assertThat(journeys.ledger(ID)).as("nothing of the lost task is visible").isEmpty();
        AppNode second = journeys.node("second").ready();
        assertThat(Journeys.result(second, ID)).isEqualTo("s1,s2");
        assertThat(journeys.ledger(ID)).containsExactlyInAnyOrder("1 second done s1", "1 second done s2");
        assertOneDecisionEach(second, 2);
    }

    @Test
    @DisplayName("W44: a node dies after the start, before the claim")
    void w44_beforeTheFirstTask() {
        AppNode first = journeys.node("first").ready();
        Probe probe = new Probe(database, Moment.IN_TRANSACTION, "UPDATE ON workflow_execution",
                "NEW.state = 2 AND OLD.state = 1 AND NEW.turn = 0");
        Journeys.startJoined(first, ID, "sequence", 1);
        kill(first, probe, false);
        AppNode second = journeys.node("second").ready();
        assertThat(Journeys.result(second, ID)).isEqualTo("s1");
        assertOneDecisionEach(second, 1);
    }

    @Test
    @DisplayName("W45: the connection is cut during the commit, which succeeds")
    void w45_theAnswerIsLost() {
        w45(true);
    }

    @Test
    @DisplayName("W45: the connection is cut during the commit, which fails")
    void w45_theCommitIsLost() {
        w45(false);
    }

    private void w45(boolean commits) {
        try (CuttingProxy way = CuttingProxy.before(database.url())) {
            AppNode node = journeys.node("only", "quarkus.datasource.jdbc.url=" + way.through(database.url())).ready();
            Probe probe = Probe.task(database, Moment.AT_COMMIT, ID, 2);
            Journeys.start(node, ID, "sequence", 3);
            probe.awaitReached();
            way.interrupt(false);
            await().atMost(AppNode.PATIENCE).until(() -> node.logged("The database is unavailable") > 0);
            probe.let(commits);
            way.mend();
            assertThat(Journeys.result(node, ID)).isEqualTo("s1,s2,s3");
            assertThat(journeys.count(ID, "done s1")).as("its completion was kept").isEqualTo(1);
            assertOneDecisionEach(node, 3);
        }
    }

    @Test
    @DisplayName("W46: a node dies after a commit, before the activity begins that it has claimed with it")
    void w46_beforeAnEagerActivity() {
        AppNode first = journeys.node("first").ready();
        Probe probe = Probe.task(database, Moment.AT_COMMIT, ID, 2);
        Journeys.start(first, ID, "sequence", 2);
        kill(first, probe, true);
        assertThat(database.query("SELECT turn FROM workflow_execution")).as("the task has committed").containsExactly("2");
        AppNode second = journeys.node("second").ready();
        assertThat(Journeys.result(second, ID)).isEqualTo("s1,s2");
        assertThat(journeys.ledger(ID)).containsExactlyInAnyOrder("1 first done s1", "2 second done s2");
        assertOneDecisionEach(second, 2);
    }

    @Test
    @DisplayName("W47: a node dies after the body of an activity, before the fused commit")
    void w47_beforeTheFusedCommit() {
        AppNode first = journeys.node("first").ready();
        Probe probe = Probe.completion(database, 1);
        Journeys.start(first, ID, "sequence", 2);
        kill(first, probe, false);
        AppNode second = journeys.node("second").ready();
        assertThat(Journeys.result(second, ID)).isEqualTo("s1,s2");
        assertThat(journeys.ledger(ID)).containsExactlyInAnyOrder("1 first done s1", "2 second done s1", "1 second done s2");
        assertOneDecisionEach(second, 2);
    }

    @Test
    @DisplayName("W48: the run is claimed again between the speculation and its commit")
    void w48_theFenceIsStolen() {
        AppNode first = journeys.node("first").ready();
        AppNode second = journeys.node("second").ready();
        Probe probe = Probe.completion(database, 1);
        Journeys.start(first, ID, "signals", 2);
        probe.awaitReached();
        Journeys.signal(second, ID, "w1");
        journeys.awaitLedger(ID, "done heard w1");
        probe.letPass();
        await("the completion is an arrival").atMost(AppNode.PATIENCE).until(() -> database
                .query("SELECT count(*) FROM activity_execution_closed WHERE arrival > 0").equals(List.of("1")));
        Journeys.signal(second, ID, "w2");
        assertThat(Journeys.result(second, ID)).isEqualTo("asked,w1,w2");
        assertThat(journeys.count(ID, "done asked")).as("the completion was kept").isEqualTo(1);
        assertOneDecisionEach(second, 1);
    }

    @Test
    @DisplayName("W49: a node dies after Local Activities, before their outcomes are written")
    void w49_beforeTheWriteBehind() {
        AppNode first = journeys.node("first").ready();
        Probe probe = Probe.task(database, Moment.IN_TRANSACTION, ID, 1);
        Journeys.start(first, ID, "local", 3);
        probe.awaitReached();
        journeys.awaitLedger(ID, "done l1");
        first.kill();
        probe.letFail();
        assertThat(journeys.count(ID, "done after")).as("nothing that follows was sent").isZero();
        AppNode second = journeys.node("second").ready();
        assertThat(Journeys.result(second, ID)).isEqualTo("l1,l2,l3,after");
        for (String step : List.of("l1", "l2", "l3")) {
            assertThat(journeys.count(ID, "done " + step)).as(step).isBetween(1L, 2L);
        }
        assertThat(journeys.count(ID, "done l1")).isEqualTo(2);
        assertThat(journeys.count(ID, "done after")).isEqualTo(1);
        assertOneDecisionEach(second, 1);
    }

    @Test
    @DisplayName("W50: a node dies after the commit of a signal, before it wakes the run")
    void w50_beforeTheWake() {
        AppNode first = journeys.node("first").ready();
        AppNode second = journeys.node("second").ready();
        Probe probe = new Probe(database, Moment.IN_TRANSACTION, "UPDATE ON workflow_execution",
                "NEW.inbox > OLD.inbox AND NEW.turn > 1");
        Journeys.start(first, ID, "signals", 1);
        await().atMost(AppNode.PATIENCE)
                .until(() -> database.query("SELECT turn, state FROM workflow_execution").equals(List.of("2 0")));
        first.call("POST", "/journeys/" + ID + "/joined/w1");
        kill(first, probe, false);
        assertThat(Journeys.result(second, ID)).isEqualTo("asked,w1");
        assertThat(journeys.count(ID, "done heard w1")).isEqualTo(1);
    }

    @Test
    @DisplayName("W51: a node dies after the commit that closes a run with children and activities open")
    void w51_afterTheClosingCommit() {
        w51(true);
    }

    @Test
    @DisplayName("W51: a node dies before the commit that closes a run with children and activities open")
    void w51_beforeTheClosingCommit() {
        w51(false);
    }

    private void w51(boolean commits) {
        int size = 50;
        AppNode first = journeys.node("first").ready();
        Probe probe = new Probe(database, commits ? Moment.AT_COMMIT : Moment.IN_TRANSACTION,
                "INSERT ON workflow_execution_closed", "NEW.workflow_id = '" + ID + "'");
        Journeys.start(first, ID, "crowd", size);
        await().atMost(AppNode.PATIENCE).until(() -> database.query("SELECT count(*) FROM workflow_execution")
                .equals(List.of(String.valueOf(size + 1)))
                && database.query("SELECT count(*) FROM activity_execution WHERE activity_type = 'Lasting'")
                        .equals(List.of(String.valueOf(size))));
        Journeys.signal(first, ID, "end");
        kill(first, probe, commits);
        if (!commits) {
            assertThat(database.query("SELECT count(*) FROM workflow_execution_closed")).containsExactly("0");
        }
        AppNode second = journeys.node("second").ready();
        assertThat(Journeys.result(second, ID)).isEmpty();
        journeys.awaitAllClosed();
        assertThat(database.query("SELECT state, count(*) FROM workflow_execution_closed GROUP BY state ORDER BY state"))
                .containsExactly("10 1", "13 " + size);
        assertThat(database.query("SELECT count(*) FROM ledger WHERE event LIKE 'done k%'")).containsExactly("0");
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    @DisplayName("W51: a node dies as a run continues as new, with signals on their way")
    void w51_inContinueAsNew(boolean commits) throws Exception {
        int words = 20;
        AppNode first = journeys.node("first").ready();
        AppNode second = journeys.node("second").ready();
        Probe probe = new Probe(database, commits ? Moment.AT_COMMIT : Moment.IN_TRANSACTION,
                "INSERT ON workflow_execution_closed", "NEW.state = 15");
        Journeys.start(first, ID, "chain", words);
        Journeys.signal(first, ID, "go%20on");
        probe.awaitReached();
        List<CompletableFuture<HttpResponse<String>>> signals = new ArrayList<>();
        for (int i = 1; i <= words; i++) {
            signals.add(second.ask("POST", "/journeys/" + ID + "/signal/w" + i));
        }
        first.kill();
        probe.let(commits);
        for (CompletableFuture<HttpResponse<String>> signal : signals) {
            assertThat(signal.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
        }
        await("every signal is handled").atMost(AppNode.PATIENCE).until(() -> database
                .query("SELECT count(DISTINCT event) FROM ledger WHERE event LIKE 'done heard w%'")
                .equals(List.of(String.valueOf(words))));
        assertThat(database.query("SELECT (SELECT count(*) FROM workflow_execution) + (SELECT count(*)"
                + " FROM workflow_execution_closed WHERE state <> 15)")).as("runs that are open or at the end of the chain")
                .containsExactly("1");
    }

    /** Kills the node when it has reached the probe. Then its transaction commits, or it does not. */
    private static void kill(AppNode node, Probe probe, boolean commits) {
        probe.awaitReached();
        node.kill();
        probe.let(commits);
    }

    /** Each step was decided once: there is one activity for each. */
    private void assertOneDecisionEach(AppNode node, int activities) {
        assertThat(Journeys.history(node, ID).split("ACTIVITY_TASK_SCHEDULED", -1)).as("scheduled in the history")
                .hasSize(activities + 1);
        assertThat(database.query("SELECT count(*), count(DISTINCT activity_id) FROM activity_execution_closed"))
                .containsExactly(activities + " " + activities);
    }
}
