package io.quarkiverse.activities.workflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import io.quarkiverse.activities.it.AppNode;
import io.quarkiverse.activities.it.Database;
import io.quarkus.runtime.configuration.DurationConverter;

/**
 * What must hold for as long as anybody tries: short in each build, and as long as the scenarios ask for with the profile
 * {@code chaos}.
 */
@Execution(ExecutionMode.CONCURRENT)
class WorkflowEnduranceIT {

    private static final boolean LONG = DurationConverter.parseDuration(System.getProperty("chaos.duration"))
            .compareTo(Duration.ofMinutes(3)) >= 0;

    private Journeys journeys;

    @AfterEach
    void close() {
        journeys.close();
    }

    @Test
    @DisplayName("W3: after a restart of all nodes, the same promise has won")
    void w3_theSameWinnerAfterARestart() {
        journeys = new Journeys(Database.create("race"));
        AppNode first = journeys.node("first").ready();
        List<String> ids = List.of("race-1", "race-2", "race-3");
        for (String id : ids) {
            Journeys.start(first, id, "race", Integer.parseInt(id.substring(5)));
        }
        ids.forEach(id -> await("the Local Activity after the race is committed").atMost(AppNode.PATIENCE)
                .until(() -> Journeys.history(first, id).contains("MARKER_RECORDED")));
        first.kill();
        AppNode second = journeys.node("second", "quarkus.activities.workflows.cache-size=0").ready();
        for (String id : ids) {
            String winner = winners(id).get(0);
            Journeys.signal(second, id, "w1");
            assertThat(Journeys.result(second, id)).isEqualTo(winner + ",w1");
            assertThat(winners(id)).containsExactly(winner);
        }
    }

    private List<String> winners(String id) {
        return journeys.ledger(id).stream().filter(entry -> entry.contains("done won "))
                .map(entry -> entry.substring(entry.indexOf("won ") + 4)).toList();
    }

    @Test
    @DisplayName("W18: a chain continues as new under 200 signals a second, and handles each once")
    void w18_signalsWhileAChainContinues() {
        int words = LONG ? 6_000 : 600;
        int wordsOfARun = 25;
        journeys = new Journeys(Database.create("relay"));
        // No node is lost here, however busy the machine is
        String lease = "quarkus.activities.worker.lease=1m";
        List<AppNode> nodes = List.of(journeys.node("first", lease), journeys.node("second", lease));
        nodes.forEach(AppNode::ready);
        Journeys.start(nodes.get(0), "relay", "relay", wordsOfARun);
        assertThat(signals(nodes, words)).as("refused signals").isEmpty();
        nodes.get(0).call("POST", "/journeys/relay/queue/end");
        assertThat(Journeys.result(nodes.get(1), "relay")).isEqualTo("end");
        List<String> heard = journeys.ledger("relay").stream()
                .flatMap(entry -> Stream.of(entry.substring(entry.indexOf("heard ") + 6).split(" "))).toList();
        assertThat(heard).hasSize(words + 1).doesNotHaveDuplicates();
        assertThat(journeys.database().query("SELECT count(*), count(DISTINCT first_run_id), count(*) FILTER (WHERE state = 10)"
                + " FROM workflow_execution_closed")).as("runs, chains, ends")
                .containsExactly(words / wordsOfARun + 1 + " 1 1");
        for (AppNode node : nodes) {
            assertThat(node.logged("The task of workflow")).as("tasks that failed").isZero();
        }
    }

    /** Sends 200 signals a second to nodes in turn. {@return what was not accepted} */
    private static Queue<String> signals(List<AppNode> nodes, int words) {
        Queue<String> refused = new ConcurrentLinkedQueue<>();
        AtomicInteger sent = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();
        ScheduledExecutorService client = Executors.newSingleThreadScheduledExecutor();
        try {
            client.scheduleAtFixedRate(() -> {
                int word = sent.incrementAndGet();
                if (word <= words) {
                    nodes.get(word % nodes.size()).ask("POST", "/journeys/relay/queue/w" + word)
                            .whenComplete((response, failure) -> {
                                if (failure != null || response.statusCode() != 204) {
                                    refused.add("w" + word + ": " + (failure != null ? failure : response.body()));
                                }
                                answered.incrementAndGet();
                            });
                }
            }, 0, 5, TimeUnit.MILLISECONDS);
            await().atMost(AppNode.PATIENCE).until(() -> answered.get() == words);
        } finally {
            client.shutdownNow();
        }
        return refused;
    }

    @Test
    @DisplayName("W32: transactional steps are there exactly once, however often a node is killed")
    void w32_transactionalStepsUnderKills() {
        journeys = new Journeys(Database.create("kills"));
        transactionalStepsUnderKills(name -> journeys.node(name));
    }

    @Test
    @DisplayName("W32: the same on H2, whose process is killed with the node")
    void w32_transactionalStepsUnderKillsOnH2() {
        journeys = new Journeys(Database.embedded("kills"));
        transactionalStepsUnderKills(name -> journeys.embedded(name));
    }

    private void transactionalStepsUnderKills(Function<String, AppNode> start) {
        int kills = LONG ? 200 : 4;
        int size = 3;
        Random random = new Random(Long.getLong("chaos.seed"));
        List<String> ids = new ArrayList<>();
        for (int kill = 1; kill <= kills; kill++) {
            AppNode node = start.apply("node" + kill).ready();
            String id = "transactional-" + kill;
            ids.add(id);
            Journeys.start(node, id, "transactional", size);
            int steps = random.nextInt(2 * size);
            await().atMost(AppNode.PATIENCE).pollInterval(Duration.ofMillis(1 + random.nextInt(20)))
                    .until(() -> steps(Journeys.history(node, id)) >= steps);
            node.kill();
        }
        AppNode last = start.apply("last").ready();
        for (String id : ids) {
            assertThat(Journeys.result(last, id)).isEqualTo(Journeys.expected("transactional", size));
        }
        last.kill();
        for (String id : ids) {
            assertThat(journeys.ledger(id)).extracting(entry -> entry.substring(entry.lastIndexOf(' ') + 1))
                    .containsExactlyInAnyOrder(Journeys.expected("transactional", size).split(","));
        }
    }

    /** {@return how many activities have ended} */
    private static long steps(String history) {
        return Pattern.compile("MARKER_RECORDED|ACTIVITY_TASK_COMPLETED").matcher(history).results().count();
    }

    @Test
    @DisplayName("W50: without notifications, polling alone keeps each step under 1.5 seconds")
    void w50_notificationsAreDropped() {
        Duration longestStep = Duration.ofMillis(1_500);
        int rounds = LONG ? 10 : 1;
        int steps = LONG ? 40 : 3;
        journeys = new Journeys(Database.create("silent"));
        Database database = journeys.database();
        database.execute("CREATE FUNCTION public.pg_notify(text, text) RETURNS void LANGUAGE sql AS 'SELECT'");
        database.execute("ALTER DATABASE " + database.query("SELECT current_database()").get(0)
                + " SET search_path = public, pg_catalog");
        AppNode workflows = journeys.node("workflows", "quarkus.activities.worker.enabled=false",
                "quarkus.activities.workflows.enabled=true");
        AppNode activities = journeys.node("activities", "quarkus.activities.workflows.enabled=false");
        workflows.ready();
        activities.ready();
        for (int round = 1; round <= rounds; round++) {
            long begun = System.nanoTime();
            Journeys.start(workflows, "silent-" + round, "sequence", steps);
            assertThat(Journeys.result(workflows, "silent-" + round)).isEqualTo(Journeys.expected("sequence", steps));
            // The short form does not depend on how fast the machine is
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isLessThan(LONG ? longestStep.multipliedBy(steps) : AppNode.PATIENCE);
        }
    }

    @Test
    @DisplayName("W55: workflows that signal each other, close their children and cancel activities meet no deadlock")
    void w55_runsThatActOnEachOther() {
        long until = System.nanoTime() + (LONG ? Duration.ofMinutes(10) : Duration.ZERO).toNanos();
        journeys = new Journeys(Database.create("pairs"));
        List<AppNode> nodes = List.of(journeys.node("first"), journeys.node("second"));
        nodes.forEach(AppNode::ready);
        int round = 0;
        do {
            round(nodes, "round" + ++round + "-");
        } while (System.nanoTime() - until < 0);
        for (AppNode node : nodes) {
            assertThat(node.logged("deadlock")).isZero();
        }
    }

    private void round(List<AppNode> nodes, String prefix) {
        int size = 5;
        List<String> pairs = IntStream.range(0, 20).boxed()
                .flatMap(i -> List.of(prefix + "pair" + i + "a", prefix + "pair" + i + "b").stream()).toList();
        List<String> crowds = IntStream.range(0, 5).mapToObj(i -> prefix + "crowd" + i).toList();
        all(nodes, pairs, "/start/pair/" + size);
        all(nodes, crowds, "/start/crowd/" + size);
        all(nodes, pairs, "/signal/go");
        all(nodes, crowds, "/signal/end");
        for (String id : pairs) {
            assertThat(Journeys.result(nodes.get(0), id)).isEqualTo(Journeys.expected("pair", size));
        }
        journeys.awaitAllClosed();
    }

    /** Sends a request for each workflow at once, to all nodes. */
    private static void all(List<AppNode> nodes, List<String> ids, String what) {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (String id : ids) {
            answers.add(nodes.get(answers.size() % nodes.size()).ask("POST", "/journeys/" + id + what));
        }
        assertThat(answers).allSatisfy(answer -> assertThat(answer.get(1, TimeUnit.MINUTES).statusCode()).isLessThan(300));
    }
}
