package io.quarkiverse.activities.test.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.runtime.execution.ActivityMachine;
import io.quarkiverse.activities.runtime.execution.Attempt;
import io.quarkiverse.activities.runtime.execution.AttemptRef;
import io.quarkiverse.activities.runtime.execution.Deadlines;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.runtime.execution.OptionsChange;
import io.quarkiverse.activities.runtime.execution.Refusal;
import io.quarkiverse.activities.runtime.execution.RetryRules;
import io.quarkiverse.activities.runtime.execution.State;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.jdbc.Dialect;
import io.quarkiverse.activities.runtime.store.value.ClaimFloor;
import io.quarkiverse.activities.runtime.store.value.ClaimOrder;
import io.quarkiverse.activities.runtime.store.value.ClaimRequest;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.runtime.store.value.Completion;
import io.quarkiverse.activities.runtime.store.value.HeartbeatWrite;
import io.quarkiverse.activities.runtime.store.value.NewExecution;
import io.quarkiverse.activities.runtime.store.value.RunRef;
import io.quarkiverse.activities.spi.Payload;

/** Tests that statements that perform a transition themselves change rows exactly as the state machine does. */
abstract class StoreHotStatements extends StoreStarts {

    private static final int ROWS = 60;

    private final Random random = new Random(7);

    /** {@return a random start, whose timeouts are long enough that nothing is due while a test runs} */
    private Start randomStart() {
        Start start = Start.of(random.nextBoolean() ? null : "some-" + random.nextInt(1_000_000_000));
        start.scheduleToClose = randomTime(300);
        start.scheduleToStart = randomTime(200);
        start.startToClose = start.scheduleToClose.isZero() ? Duration.ofSeconds(100, 123_456_000) : randomTime(100);
        start.heartbeat = randomTime(50);
        start.delay = random.nextInt(4) == 0 ? Duration.ofSeconds(20) : NONE;
        start.priority = random.nextInt(7);
        start.retry = random.nextBoolean() ? RetryRules.UNSET
                : new RetryRules(Duration.ofMillis(1 + random.nextInt(900)), 1 + random.nextInt(3), NONE,
                        3 + random.nextInt(3), random.nextBoolean() ? List.of() : List.of("Bad", "Worse \"still\""));
        start.requestId = random.nextBoolean() ? null : "request";
        start.header = random.nextBoolean() ? null : new byte[] { 4 };
        start.input = random.nextBoolean() ? null : new byte[] { 1, 0, -1 };
        if (random.nextInt(20) == 0) {
            start.scheduleToClose = Duration.ofDays(30 * 365);
        }
        return start;
    }

    private Duration randomTime(int seconds) {
        return random.nextBoolean() ? NONE
                : Duration.ofSeconds(seconds + random.nextInt(30), random.nextInt(1_000_000) * 1000L);
    }

    private List<UUID> startRandom(boolean eager, boolean joined) {
        List<NewExecution> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            Start start = randomStart();
            start.eager = eager && start.delay.isZero();
            start.joined = joined;
            rows.add(start.build());
        }
        assertThat(store.start(rows)).allMatch(verdict -> verdict.started());
        return rows.stream().map(NewExecution::runId).toList();
    }

    /** {@return executions with a history: waiting retries, heartbeats of earlier attempts, updated options} */
    private List<UUID> startWithHistory() {
        List<UUID> runs = startRandom(false, false);
        move(Duration.ofSeconds(21));
        claim(1000);
        for (UUID run : runs) {
            if (random.nextBoolean()) {
                store.heartbeat(List.of(new HeartbeatWrite(run, 1, new byte[] { 7 })));
            }
            if (random.nextBoolean()) {
                assertApplied(fail(run, 1, "first"));
            }
        }
        for (UUID run : runs) {
            if (random.nextInt(4) == 0) {
                assertApplied(apply(run, new Event.UpdateOptions(new OptionsChange(null, null, null, Duration.ofSeconds(77),
                        Duration.ofSeconds(33), null, 4, null), "update")));
            }
        }
        move(Duration.ofSeconds(10));
        return runs;
    }

    private Map<UUID, Execution> read(List<UUID> runs) {
        Map<UUID, Execution> executions = new LinkedHashMap<>();
        for (UUID run : runs) {
            executions.put(run, execution(run));
        }
        return executions;
    }

    private static Execution expected(Execution before, Event event, Instant now) {
        return ((Applied) ActivityMachine.apply(before, event, now)).next();
    }

    /** {@return the execution as it is stored: a closed row has no dispatch time} */
    private static Execution asStored(Execution e) {
        Attempt a = e.attempt();
        return !e.state().isClosed() ? e
                : new Execution(e.state(), e.scheduledTime(), e.options(), e.original(),
                        new Attempt(a.number(), a.fence(), a.owner(), null, a.startedTime(), a.endedTime(), a.retryInterval(),
                                a.intervalFromWorker(), a.lost(), a.lostInARow()),
                        e.heartbeats(), e.lastFailure(), e.lastWorker(), e.requests(), e.outcome(), e.closedTime());
    }

    private void assertStored(UUID run, Execution expected) {
        assertThat(execution(run)).usingRecursiveComparison().isEqualTo(asStored(expected));
        assertThat(execution(run)).isEqualTo(asStored(expected));
        if (!expected.state().isClosed()) {
            assertThat(deadline(run)).as("deadline of %s", expected).isEqualTo(Deadlines.nextDue(expected));
            assertThat(queryOne(Integer.class, "SELECT claim_rank FROM activity_execution WHERE run_id = ?", run))
                    .isEqualTo(rank(expected.options().priority()));
        }
    }

    private static int rank(int priority) {
        return priority == 0 ? 3 : Math.min(priority, 5);
    }

    @Test
    void insertsEqualTheTransition() {
        for (boolean eager : new boolean[] { false, true }) {
            for (boolean joined : new boolean[] { false, true }) {
                List<NewExecution> rows = new ArrayList<>();
                for (int i = 0; i < ROWS; i++) {
                    Start start = randomStart();
                    start.eager = eager;
                    start.joined = joined;
                    rows.add(start.build());
                }
                store.start(rows);
                for (NewExecution row : rows) {
                    Execution after = execution(row.runId());
                    Execution started = row.execution();
                    Instant now = after.scheduledTime();
                    Applied again = (Applied) (started.state() == State.STARTED
                            ? ActivityMachine.startEagerly(started.options(), row.requestId(), NODE, WORKER, now)
                            : ActivityMachine.start(started.options(), row.requestId(), now));
                    assertThat(after).isEqualTo(again.next());
                    Instant due = Deadlines.nextDue(after);
                    assertThat(deadline(row.runId())).isEqualTo(due == null || !joined ? due : now);
                    assertThat(find(row.runId()).input()).isEqualTo(row.input());
                }
            }
        }
    }

    @Test
    void claimsEqualTheTransition() {
        for (ClaimOrder order : ClaimOrder.values()) {
            for (int round = 0; round < 3; round++) {
                checkClaim(order, round);
            }
        }
    }

    private void checkClaim(ClaimOrder order, int round) {
        List<UUID> runs = round == 0 ? startRandom(false, false)
                : round == 1 ? startRandom(false, true) : startWithHistory();
        Map<UUID, Execution> before = read(runs);
        Map<UUID, ClaimedTask> claimed = new LinkedHashMap<>();
        for (ClaimedTask task : store.claim(
                new ClaimRequest(QUEUE, List.of("Other", TYPE), new UUID(2, 2), "other", 1000, order, ClaimFloor.NONE))) {
            claimed.put(task.runId(), task);
        }
        assertThat(claimed).isNotEmpty();
        for (UUID run : runs) {
            ClaimedTask task = claimed.get(run);
            if (task == null) {
                assertUnchanged(run, before.get(run));
                assertThat(before.get(run)).matches(e -> e.state() != State.SCHEDULED
                        || e.attempt().dispatchTime().isAfter(find(run).now().minusSeconds(5)));
                continue;
            }
            Execution after = expected(before.get(run), new Event.Claim(new UUID(2, 2), "other"), task.startedTime());
            assertStored(run, after);
            assertThat(task.now()).isEqualTo(task.startedTime());
            assertThat(task.deadline()).isEqualTo(Deadlines.nextDue(after));
            assertThat(task.fence()).isEqualTo(after.attempt().fence());
            assertThat(task.attempt()).isEqualTo(after.attempt().number());
            assertThat(task.scheduledTime()).isEqualTo(after.scheduledTime());
            assertThat(task.dispatchTime()).isEqualTo(after.attempt().dispatchTime());
            assertThat(task.priority()).isEqualTo(after.options().priority());
            assertThat(task.scheduleToClose()).isEqualTo(after.options().scheduleToClose());
            assertThat(task.startToClose()).isEqualTo(after.options().startToClose());
            assertThat(task.heartbeat()).isEqualTo(after.options().heartbeat());
            assertThat(task.heartbeatDetails()).isEqualTo(Payload.bytes(after.heartbeats().details()));
            assertThat(task.input()).isEqualTo(find(run).input());
        }
    }

    private void assertUnchanged(UUID run, Execution before) {
        assertThat(execution(run)).isEqualTo(before);
    }

    /** {@return executions in progress, in all states of an attempt in progress} */
    private List<UUID> startInProgress() {
        List<UUID> runs = startWithHistory();
        claim(1000);
        for (UUID run : runs) {
            switch (random.nextInt(5)) {
                case 0 -> apply(run, new Event.RequestCancel("why", null, null, "me"));
                case 1 -> apply(run, new Event.Pause(null, "pause"));
                case 2 -> apply(run, new Event.Reset(false, true, true, null));
                default -> {
                }
            }
        }
        return runs;
    }

    @Test
    void completionsEqualTheTransition() {
        List<UUID> runs = startInProgress();
        Map<UUID, Execution> before = read(runs);
        List<Completion> completions = new ArrayList<>();
        for (UUID run : runs) {
            completions
                    .add(new Completion(run, before.get(run).attempt().fence(), random.nextBoolean() ? null : new byte[] { 5 },
                            random.nextBoolean() ? null : "completer"));
        }
        Set<UUID> closed = store.complete(completions);
        assertThat(closed).isNotEmpty().hasSizeLessThan(ROWS);
        for (Completion completion : completions) {
            UUID run = completion.runId();
            Execution was = before.get(run);
            assertThat(closed.contains(run)).isEqualTo(was.state().isInProgress() && was.state() != State.RESET_REQUESTED);
            if (closed.contains(run)) {
                Event event = new Event.Complete(AttemptRef.byToken(completion.fence()),
                        Payload.ofNullable(completion.result()), completion.identity());
                assertStored(run, expected(was, event, execution(run).closedTime()));
            } else {
                assertUnchanged(run, was);
            }
        }
        assertThat(store.closed(runs, (unreadable, reason) -> {
            throw reason;
        })).hasSize(closed.size()).allSatisfy(one -> {
            assertThat(one.outcome()).isEqualTo(execution(one.runId()).outcome());
            assertThat(one.activityType()).isEqualTo(TYPE);
        });
    }

    @Test
    void heartbeatsEqualTheTransition() {
        List<UUID> runs = startInProgress();
        Map<UUID, Execution> before = read(runs);
        Map<UUID, Instant> deadlines = new LinkedHashMap<>();
        List<HeartbeatWrite> writes = new ArrayList<>();
        for (UUID run : runs) {
            deadlines.put(run, deadline(run));
            writes.add(new HeartbeatWrite(run, before.get(run).attempt().fence(),
                    random.nextBoolean() ? null : new byte[] { 8 }));
        }
        Set<UUID> touched = store.heartbeat(writes);
        assertThat(touched).isNotEmpty().hasSizeLessThan(ROWS);
        for (HeartbeatWrite write : writes) {
            UUID run = write.runId();
            Execution was = before.get(run);
            assertThat(touched.contains(run)).isEqualTo(was.state() == State.STARTED);
            Event event = new Event.Heartbeat(AttemptRef.byToken(write.fence()), Payload.ofNullable(write.details()));
            assertThat(execution(run))
                    .isEqualTo(touched.contains(run) ? expected(was, event, execution(run).heartbeats().time()) : was);
            // Heartbeats do not update the indexed deadline; firing due deadlines considers the last heartbeat and moves them
            assertThat(deadline(run)).isEqualTo(deadlines.get(run));
        }
    }

    @Test
    void reportsOfOutdatedAttemptsAreRefused() {
        UUID run = startAndClaim(Start.of("fence"));
        assertThat(
                store.complete(List.of(new Completion(run, 0, null, WORKER), new Completion(UUID.randomUUID(), 1, null, "x"))))
                .isEmpty();
        assertThat(store.heartbeat(List.of(new HeartbeatWrite(run, 2, null), new HeartbeatWrite(UUID.randomUUID(), 1, null))))
                .isEmpty();
        assertApplied(fail(run, 1, "no"));
        assertThat(store.complete(List.of(new Completion(run, 1, null, WORKER)))).isEmpty();
        assertThat(store.heartbeat(List.of(new HeartbeatWrite(run, 1, null)))).isEmpty();
        move(MINUTE);
        assertThat(claim(1)).extracting(ClaimedTask::fence).containsExactly(2);
        assertThat(store.complete(List.of(new Completion(run, 1, null, WORKER)))).isEmpty();
        assertThat(store.complete(List.of(new Completion(run, 2, null, WORKER)))).containsExactly(run);
        assertThat(store.complete(List.of(new Completion(run, 2, null, WORKER)))).isEmpty();
        assertThat(store.complete(List.of())).isEmpty();
        assertThat(store.heartbeat(List.of())).isEmpty();
        assertThat(store.start(List.of())).isEmpty();
    }

    @Test
    void reportsOfTheSameRunUseTheLockedPath() {
        UUID run = startAndClaim(Start.of("shared"));
        assertThat(store.heartbeat(List.of(new HeartbeatWrite(run, 1, null), new HeartbeatWrite(run, 1, new byte[] { 1 }))))
                .isEmpty();
        List<Completion> both = List.of(new Completion(run, 0, null, WORKER), new Completion(run, 1, null, WORKER));
        assertThat(store.complete(both)).isEmpty();
        var verdicts = store.apply(both.stream().map(ActivityStore::change).toList());
        assertRefused(verdicts.get(0).transition(), Refusal.ATTEMPT_NOT_CURRENT);
        assertApplied(verdicts.get(1).transition());
    }

    @Test
    void aCompletionWithAPendingResetUsesTheLockedPath() {
        UUID run = startAndClaim(Start.of("reset"));
        assertApplied(apply(run, new Event.Reset(false, false, false, null)));
        Completion completion = new Completion(run, 1, new byte[] { 1 }, WORKER);
        assertThat(store.complete(List.of(completion))).isEmpty();
        assertApplied(store.apply(List.of(ActivityStore.change(completion))).get(0)
                .transition());
        assertThat(state(run)).isEqualTo(State.COMPLETED);
        assertThat(execution(run).outcome().result().data()).containsExactly(1);
    }

    @Test
    void aClosedRowKeepsAllFields() {
        Start start = Start.of("all").request("r").attempts(3);
        start.header = new byte[] { 6 };
        UUID run = startAndClaim(start);
        fail(run, 1, "first");
        apply(run, new Event.UpdateOptions(new OptionsChange(null, null, null, null, MINUTE, null, 2, null), "u"));
        move(MINUTE);
        claim(1);
        store.heartbeat(List.of(new HeartbeatWrite(run, 2, new byte[] { 3 })));
        var open = find(run);
        store.complete(List.of(new Completion(run, 2, new byte[] { 1 }, "last")));
        var closed = find(run);
        assertThat(closed.failedAttempts()).isEqualTo(open.failedAttempts()).hasSize(1);
        assertThat(closed.input()).isEqualTo(open.input());
        assertThat(closed.activityId()).isEqualTo("all");
        assertThat(closed.execution().original()).isNotNull();
        assertThat(queryOne(byte[].class, "SELECT header FROM activity_execution_closed WHERE run_id = ?", run))
                .containsExactly(6);
        assertThat(count("activity_execution")).isZero();
    }

    @Test
    void tasksAreClaimedInOrder() {
        int[] priorities = { 5, 0, 1, 3, 6, 2, 4 };
        List<NewExecution> rows = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            Start start = Start.of("p-" + i);
            start.priority = priorities[i % 7];
            start.delay = Duration.ofSeconds(51 - i);
            rows.add(start.build());
        }
        store.start(rows);
        assertThat(claim(10)).isEmpty();
        move(MINUTE);
        List<ClaimedTask> claimed = new ArrayList<>(claim(8));
        assertThat(claimed).hasSize(8);
        claimed.addAll(claim(100));
        assertThat(claimed).hasSize(21).extracting(ClaimedTask::fence).containsOnly(1);
        for (int i = 1; i < claimed.size(); i++) {
            int rank = rank(claimed.get(i - 1).priority());
            int next = rank(claimed.get(i).priority());
            assertThat(rank).isLessThanOrEqualTo(next);
            if (rank == next) {
                assertThat(claimed.get(i - 1).dispatchTime()).isBeforeOrEqualTo(claimed.get(i).dispatchTime());
            }
        }
    }

    @Test
    void theOldestTasksAreClaimedFirstWhateverTheirPriority() {
        int[] priorities = { 5, 0, 1, 3, 6, 2, 4 };
        List<NewExecution> rows = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            Start start = Start.of("o-" + i);
            start.priority = priorities[i % 7];
            start.delay = Duration.ofMinutes(21 - i);
            rows.add(start.build());
        }
        store.start(rows);
        move(Duration.ofMinutes(15).plusSeconds(30));
        List<ClaimedTask> claimed = new ArrayList<>();
        for (int limit : new int[] { 1, 3, 7 }) {
            List<ClaimedTask> randomStart = claimOldest(limit);
            assertThat(randomStart).hasSize(limit);
            claimed.addAll(randomStart);
        }
        claimed.addAll(claimOldest(100));
        // The later a task was started, the shorter its delay. The first six are not due yet
        List<String> oldestFirst = new ArrayList<>();
        for (int i = 20; i >= 6; i--) {
            oldestFirst.add("o-" + i);
        }
        assertThat(claimed).extracting(ClaimedTask::activityId).isEqualTo(oldestFirst);
    }

    private List<ClaimedTask> claimOldest(int limit) {
        return store.claim(new ClaimRequest(QUEUE, List.of(TYPE), NODE, WORKER, limit, ClaimOrder.OLDEST, ClaimFloor.NONE));
    }

    /** Types and queues with any characters, because PostgreSQL gets the types of a queue as text. */
    @Test
    void oneClaimTakesTasksOfManyQueues() {
        String odd = "a \"b\", {c}\\ d' NULL";
        List<NewExecution> rows = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Start start = Start.of(String.format("many-%02d", i));
            start.queue = List.of("first", odd, "last").get(i % 3);
            start.type = i % 2 == 0 ? TYPE : odd;
            start.priority = i < 15 ? 4 : 2;
            start.delay = Duration.ofSeconds(i + 1);
            rows.add(start.build());
        }
        store.start(rows);
        move(MINUTE);
        List<ClaimRequest> requests = List.of(request("first", List.of(TYPE, odd), 4), request(odd, List.of(odd), 100),
                request("nobody's", List.of(TYPE), 100), request("last", List.of("Other"), 100));
        assertThat(idsByQueue(store.claim(requests))).isEqualTo(Map.of("first", List.of("many-15", "many-18", "many-21",
                "many-24"), odd, List.of("many-19", "many-25", "many-01", "many-07", "many-13")));
        assertThat(idsByQueue(store.claim(requests))).isEqualTo(Map.of("first", List.of("many-27", "many-00", "many-03",
                "many-06")));
    }

    @Test
    void aClaimFromManyQueuesStartsAtTheFloorOfEach() {
        for (String queue : List.of("first", "second")) {
            Start start = Start.of("in " + queue);
            start.queue = queue;
            start(start);
        }
        ClaimFloor past = ClaimFloor.below(store.now().plusSeconds(1));
        List<ClaimedTask> claimed = store.claim(List.of(request("first", List.of(TYPE), 10),
                new ClaimRequest("second", List.of(TYPE), NODE, WORKER, 10, ClaimOrder.PRIORITY, past)));
        assertThat(claimed).extracting(ClaimedTask::activityId).startsWith("in first")
                .hasSize(connections.dialect() == Dialect.POSTGRESQL ? 1 : 2); // H2 needs no floor
    }

    private static ClaimRequest request(String queue, List<String> types, int limit) {
        return new ClaimRequest(queue, types, NODE, WORKER, limit, ClaimOrder.PRIORITY, ClaimFloor.NONE);
    }

    private static Map<String, List<String>> idsByQueue(List<ClaimedTask> tasks) {
        return tasks.stream().collect(Collectors.groupingBy(ClaimedTask::taskQueue,
                Collectors.mapping(ClaimedTask::activityId, Collectors.toList())));
    }

    @Test
    void aClaimTakesKnownTypesOnly() {
        Start other = Start.of("other-queue");
        other.queue = "elsewhere";
        start(other);
        Start unknown = Start.of("unknown");
        unknown.type = "Nobody's";
        unknown.scheduleToStart = MINUTE;
        UUID unknownRun = start(unknown);
        UUID known = start(Start.of("known"));
        assertThat(claim(10)).extracting(ClaimedTask::runId).containsExactly(known);
        assertThat(claim(QUEUE, List.of(), NODE, WORKER, 10)).isEmpty();
        assertThat(claim("nowhere", List.of(TYPE), NODE, WORKER, 10)).isEmpty();
        assertThat(find(unknownRun).activityType()).isEqualTo("Nobody's");
        move(MINUTE.multipliedBy(2));
        store.fireDue(10);
        assertThat(state(unknownRun)).isEqualTo(State.TIMED_OUT);
    }

    @Test
    void claimersShareTheWork() throws Exception {
        for (boolean sameNode : new boolean[] { true, false }) {
            List<NewExecution> rows = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                Start start = Start.of(null);
                start.priority = i % 6;
                rows.add(start.build());
            }
            store.start(rows);
            ConcurrentLinkedQueue<UUID> all = new ConcurrentLinkedQueue<>();
            runConcurrently(4, () -> {
                UUID node = sameNode ? NODE : UUID.randomUUID();
                int nothing = 0;
                while (nothing < 5 && all.size() < 300) {
                    ClaimOrder order = all.size() % 2 == 0 ? ClaimOrder.PRIORITY : ClaimOrder.OLDEST;
                    List<ClaimedTask> tasks = store
                            .claim(new ClaimRequest(QUEUE, List.of(TYPE), node, WORKER, 7, order, ClaimFloor.NONE));
                    tasks.forEach(task -> all.add(task.runId()));
                    nothing = tasks.isEmpty() ? nothing + 1 : 0;
                }
                return null;
            });
            claim(1000).forEach(task -> all.add(task.runId()));
            assertThat(all).hasSize(300);
            assertThat(new HashSet<>(all)).hasSize(300);
        }
    }

    @Test
    void claimsSkipLockedRows() throws Exception {
        UUID held = start(Start.of("held"));
        UUID free = start(Start.of("free"));
        UUID alsoFree = start(Start.of("also-free"));
        try (Connection connection = connections.take();
                PreparedStatement lock = prepare(connection,
                        "SELECT run_id FROM activity_execution WHERE run_id = ? FOR UPDATE", held)) {
            lock.executeQuery();
            assertThat(claim(2)).extracting(ClaimedTask::runId).contains(free).doesNotContain(held);
            claim(10);
            assertThat(state(alsoFree)).isEqualTo(State.STARTED);
            assertThat(claimOldest(10)).isEmpty();
            connection.rollback();
        }
        assertThat(claimOldest(10)).extracting(ClaimedTask::runId).containsExactly(held);
    }

    @Test
    void retentionDeletesOldRows() {
        for (int i = 0; i < 5; i++) {
            UUID run = startAndClaim(Start.of("old-" + i));
            store.complete(List.of(new Completion(run, 1, null, WORKER)));
        }
        start(Start.of("open"));
        move(Duration.ofDays(10));
        UUID young = startAndClaim(Start.of("young"));
        store.complete(List.of(new Completion(young, 1, null, WORKER)));
        assertThat(store.deleteClosedBefore(Duration.ofDays(9), 2)).isEqualTo(2);
        assertThat(store.find(RunRef.latest("old-1"))).isNull();
        assertThat(store.deleteClosedBefore(Duration.ofDays(9), 10)).isEqualTo(3);
        assertThat(store.deleteClosedBefore(Duration.ofDays(9), 10)).isZero();
        assertThat(find(young)).isNotNull();
        assertThat(store.find(RunRef.latest("open"))).isNotNull();
    }

    @Test
    void payloadsMayBeLarge() {
        int large = 3_000_000;
        Start start = Start.of("large");
        start.input = new byte[large];
        UUID run = startAndClaim(start);
        store.heartbeat(List.of(new HeartbeatWrite(run, 1, new byte[large])));
        store.complete(List.of(new Completion(run, 1, new byte[large], WORKER)));
        assertThat(find(run).input()).hasSize(large);
        assertThat(execution(run).outcome().result().size()).isEqualTo(large);
        assertThat(execution(run).heartbeats().details().size()).isEqualTo(large);
    }
}
