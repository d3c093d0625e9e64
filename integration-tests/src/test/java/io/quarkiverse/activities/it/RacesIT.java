package io.quarkiverse.activities.it;

import static io.quarkiverse.activities.IdConflictPolicy.FAIL;
import static io.quarkiverse.activities.IdConflictPolicy.TERMINATE_EXISTING;
import static io.quarkiverse.activities.IdReusePolicy.ALLOW_DUPLICATE;
import static io.quarkiverse.activities.IdReusePolicy.REJECT_DUPLICATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.it.ActivitiesResource.ExecutionState;
import io.quarkiverse.activities.runtime.execution.State;

/** Sends the same request to two nodes at the same time, for many IDs in each test. */
@Execution(ExecutionMode.CONCURRENT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RacesIT {

    private static final int IDS = 20;
    private static final int OK = 200;
    private static final int CONFLICT = 409;

    /** The outcome of the previous run with the same Activity ID, if there was one. */
    enum Before {
        NOTHING,
        COMPLETED,
        FAILED
    }

    private final Cluster cluster = new Cluster(Database.create("races"));
    private AppNode first;
    private AppNode second;
    private Path directory;

    @BeforeAll
    void boot(@TempDir Path temporary) {
        directory = temporary;
        // No node is lost here, however busy the machine is
        first = cluster.node("first", "quarkus.activities.worker.lease=1m");
        second = cluster.node("second", "quarkus.activities.worker.lease=1m");
        first.ready();
        second.ready();
        cluster.database().execute("CREATE VIEW runs AS SELECT activity_id, run_id, state FROM activity_execution"
                + " UNION ALL SELECT activity_id, run_id, state FROM activity_execution_closed");
    }

    @AfterAll
    void close() {
        cluster.close();
    }

    static Stream<Arguments> policies() {
        return Stream.of(IdConflictPolicy.values()).flatMap(conflict -> Stream.of(IdReusePolicy.values())
                .flatMap(reuse -> Stream.of(Before.values()).map(before -> Arguments.of(conflict, reuse, before))));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void anIdHasOneOpenRun(IdConflictPolicy conflict, IdReusePolicy reuse, Before before) throws Exception {
        String prefix = UUID.randomUUID().toString();
        Map<String, Map<String, ActivityStatus>> earlier = runBefore(prefix, before);
        boolean free = switch (reuse) {
            case ALLOW_DUPLICATE -> true;
            case ALLOW_DUPLICATE_FAILED_ONLY -> before != Before.COMPLETED;
            case REJECT_DUPLICATE -> before == Before.NOTHING;
        };
        Path gate = gate();
        List<Answers> all = race(prefix,
                (node, id) -> node.tryStart("Gated", id, conflict, reuse, null, gate));
        Map<String, Map<String, ActivityStatus>> runs = runs(prefix);
        for (Answers answers : all) {
            Map<String, ActivityStatus> expected = new HashMap<>(earlier.getOrDefault(answers.id(), Map.of()));
            if (!free) {
                assertThat(answers.statuses()).containsExactly(CONFLICT, CONFLICT);
                assertThat(answers.bodies()).allMatch(expected::containsKey);
            } else if (conflict == TERMINATE_EXISTING) {
                assertThat(answers.statuses()).containsExactly(OK, OK);
                assertThat(answers.bodies()).doesNotHaveDuplicates();
                boolean firstIsOpen = runs.get(answers.id()).get(answers.bodies().get(0)) == ActivityStatus.RUNNING;
                expected.put(answers.bodies().get(firstIsOpen ? 0 : 1), ActivityStatus.RUNNING);
                expected.put(answers.bodies().get(firstIsOpen ? 1 : 0), ActivityStatus.TERMINATED);
            } else {
                assertThat(answers.statuses()).containsExactlyInAnyOrder(OK, conflict == FAIL ? CONFLICT : OK);
                assertThat(answers.bodies().get(0)).isEqualTo(answers.bodies().get(1));
                expected.put(answers.bodies().get(0), ActivityStatus.RUNNING);
            }
            assertThat(runs.get(answers.id())).as(answers.id()).isEqualTo(expected);
        }
        // A start that was refused, or that found an existing run, must not run anywhere
        Files.createFile(gate);
        awaitClosed(prefix);
        if (conflict != TERMINATE_EXISTING) {
            assertThat(begun(prefix)).isEqualTo(free ? IDS : 0);
        }
    }

    @ParameterizedTest
    @CsvSource({ "FAIL,true", "FAIL,false", "USE_EXISTING,true", "USE_EXISTING,false", "TERMINATE_EXISTING,true",
            "TERMINATE_EXISTING,false" })
    void theSameRequestIsOneStart(IdConflictPolicy conflict, boolean endsImmediately) throws Exception {
        String prefix = UUID.randomUUID().toString();
        Path gate = gate();
        if (endsImmediately) {
            Files.createFile(gate);
        }
        List<Answers> all = race(prefix,
                (node, id) -> node.tryStart("Gated", id, conflict, ALLOW_DUPLICATE, "request-" + id, gate));
        Map<String, Map<String, ActivityStatus>> runs = runs(prefix);
        for (Answers answers : all) {
            assertThat(answers.statuses()).containsExactly(OK, OK);
            assertThat(answers.bodies().get(0)).isEqualTo(answers.bodies().get(1));
            assertThat(runs.get(answers.id())).containsOnlyKeys(answers.bodies().get(0));
        }
        if (!endsImmediately) {
            Files.createFile(gate);
        }
        awaitClosed(prefix);
        assertThat(begun(prefix)).isEqualTo(IDS);
    }

    @Test
    void rejectDuplicateRefusesAfterTheOtherCompleted() throws Exception {
        String prefix = UUID.randomUUID().toString();
        Path gate = Files.createFile(gate());
        for (Answers answers : race(prefix, (node, id) -> node.tryStart("Gated", id, FAIL, REJECT_DUPLICATE, null, gate))) {
            assertThat(answers.statuses()).containsExactlyInAnyOrder(OK, CONFLICT);
            assertThat(answers.bodies().get(0)).isEqualTo(answers.bodies().get(1));
        }
        awaitClosed(prefix);
        assertThat(begun(prefix)).isEqualTo(IDS);
    }

    @ParameterizedTest
    @CsvSource({ "pause,PAUSE_REQUESTED", "reset,RESET_REQUESTED", "cancel,CANCEL_REQUESTED", "terminate,TERMINATED" })
    void theSameRequestOfAVerbIsAppliedOnce(String verb, State state) throws Exception {
        String prefix = UUID.randomUUID().toString();
        Path gate = gate();
        for (int i = 0; i < IDS; i++) {
            (i % 2 == 0 ? first : second).start("Gated", prefix + "-same-" + i, gate);
            (i % 2 == 0 ? first : second).start("Gated", prefix + "-different-" + i, gate);
        }
        await().atMost(AppNode.PATIENCE).until(() -> begun(prefix) == 2 * IDS);
        for (Answers answers : race(prefix + "-same", (node, id) -> node.control(verb, id, "request"))) {
            assertThat(answers.statuses()).containsExactly(OK, OK);
        }
        for (Answers answers : race(prefix + "-different", (node, id) -> node.control(verb, id, node.name()))) {
            assertThat(answers.statuses()).containsExactlyInAnyOrder(OK, CONFLICT);
        }
        assertThat(cluster.database().query("SELECT state, count(*) FROM runs WHERE activity_id LIKE '" + prefix
                + "-%' GROUP BY state")).containsExactly(state.code() + " " + 2 * IDS);
        Files.createFile(gate);
        awaitClosed(prefix);
    }

    @ParameterizedTest
    @CsvSource({ "cancel,CANCELED", "terminate,TERMINATED" })
    void anAttemptIsSignaledThroughTheOtherNode(String verb, ActivityStatus status) {
        for (AppNode node : List.of(first, second)) {
            String id = UUID.randomUUID().toString();
            node.start("Heeding", id);
            await().atMost(AppNode.PATIENCE).until(() -> cluster.database().ledger(id).size() == 1);
            boolean runsOnFirst = cluster.database().ledger(id).contains("1 first begun");
            assertThat((runsOnFirst ? second : first).control(verb, id, "request").join().statusCode()).isEqualTo(OK);
            String runner = runsOnFirst ? "first" : "second";
            cluster.awaitLedger(id, "1 " + runner + " begun", "1 " + runner + " canceled");
            await().atMost(AppNode.PATIENCE).until(() -> node.describe(id).equals(new ExecutionState(status, 1, List.of())));
        }
    }

    /** The responses of the first and the second node to the same request. */
    private record Answers(String id, List<HttpResponse<String>> responses) {

        List<Integer> statuses() {
            return responses.stream().map(HttpResponse::statusCode).toList();
        }

        List<String> bodies() {
            return responses.stream().map(HttpResponse::body).toList();
        }
    }

    /** Sends a request for each ID to both nodes, all concurrently. */
    private List<Answers> race(String prefix, BiFunction<AppNode, String, CompletableFuture<HttpResponse<String>>> request) {
        Map<String, List<CompletableFuture<HttpResponse<String>>>> pending = new LinkedHashMap<>();
        for (int i = 0; i < IDS; i++) {
            String id = prefix + "-" + i;
            CompletableFuture<HttpResponse<String>> early = request.apply(i % 2 == 0 ? first : second, id);
            CompletableFuture<HttpResponse<String>> late = request.apply(i % 2 == 0 ? second : first, id);
            pending.put(id, i % 2 == 0 ? List.of(early, late) : List.of(late, early));
        }
        List<Answers> answers = new ArrayList<>();
        pending.forEach((id, both) -> answers.add(new Answers(id, both.stream().map(CompletableFuture::join).toList())));
        return answers;
    }

    /** {@return the status of each run whose Activity ID has this prefix, by Activity ID and run ID} */
    private Map<String, Map<String, ActivityStatus>> runs(String prefix) {
        Map<String, Map<String, ActivityStatus>> runs = new HashMap<>();
        for (String row : cluster.database()
                .query("SELECT activity_id, run_id, state FROM runs WHERE activity_id LIKE '" + prefix + "-%'")) {
            String[] columns = row.split(" ");
            runs.computeIfAbsent(columns[0], id -> new HashMap<>()).put(columns[1],
                    State.of(Integer.parseInt(columns[2])).status());
        }
        return runs;
    }

    private Map<String, Map<String, ActivityStatus>> runBefore(String prefix, Before before) {
        switch (before) {
            case COMPLETED -> first.startQuick(prefix, IDS);
            case FAILED -> first.startBroken(prefix, IDS, directory);
            case NOTHING -> {
            }
        }
        awaitClosed(prefix);
        return runs(prefix);
    }

    private void awaitClosed(String prefix) {
        await().atMost(AppNode.PATIENCE).until(() -> runs(prefix).values().stream()
                .allMatch(runs -> runs.values().stream().allMatch(ActivityStatus::isClosed)));
    }

    private int begun(String prefix) {
        return cluster.database().query("SELECT 1 FROM ledger WHERE event = 'begun' AND activity_id LIKE '" + prefix + "-%'")
                .size();
    }

    private Path gate() {
        return directory.resolve(UUID.randomUUID().toString());
    }
}
