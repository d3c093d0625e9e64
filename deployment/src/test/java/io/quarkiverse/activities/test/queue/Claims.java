package io.quarkiverse.activities.test.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;

import jakarta.inject.Inject;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.activities.ActivityCall;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.OptionsUpdate;
import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.TaskQueueHandle;
import io.quarkiverse.activities.TaskQueueSettings;
import io.quarkiverse.activities.failure.ActivityAlreadyStartedException;
import io.quarkiverse.activities.failure.ActivityBacklogFullException;
import io.quarkiverse.activities.failure.ActivityNotFoundException;
import io.quarkiverse.activities.runtime.worker.Worker;
import io.quarkiverse.activities.test.scenario.Scenario;
import io.quarkus.narayana.jta.QuarkusTransaction;

/** Tests which task is claimed when: slots, priorities, rate limits, pauses, backlogs and eager starts. */
abstract class Claims {

    static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration A_WHILE = Duration.ofSeconds(2);

    @Inject
    ActivityClient activities;

    @Inject
    ClaimsActivities claimed;

    @Inject
    Worker worker;

    @Inject
    AgroalDataSource database;

    @BeforeEach
    void begin() {
        claimed.order.clear();
        claimed.holding.set(0);
        claimed.gate = new CountDownLatch(1);
    }

    private static <T> T result(ActivityHandle<T> handle) {
        try {
            return handle.result(Duration.ofSeconds(60));
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private void awaitHolding() {
        Awaitility.await().atMost(LONG).until(() -> claimed.holding.get() == 1);
    }

    @Test
    void urgentTasksAreFirstAndEqualOnesInOrder() {
        activities.callVoid(ClaimsActivities.class, ClaimsActivities::holdRanked).start();
        awaitHolding();
        List<ActivityHandle<Void>> handles = new ArrayList<>();
        for (int priority : new int[] { 9, 3, 1, 0, 4, 2 }) {
            handles.add(activities.callVoid(ClaimsActivities.class, c -> c.ranked("p" + priority)).priority(priority)
                    .start());
        }
        ActivityHandle<Void> changed = activities.callVoid(ClaimsActivities.class, c -> c.ranked("5 to 1")).priority(5)
                .start();
        changed.updateOptions(OptionsUpdate.create().priority(1));
        handles.add(changed);
        Awaitility.await().during(A_WHILE).atMost(LONG).until(() -> handles.stream().allMatch(Claims::isScheduled));
        claimed.gate.countDown();
        handles.forEach(Claims::result);
        assertThat(claimed.order).containsExactly("p1", "5 to 1", "p2", "p3", "p0", "p4", "p9");
        assertThatThrownBy(() -> activities.callVoid(ClaimsActivities.class, c -> c.ranked("p")).priority(-1).start())
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("priority");
    }

    @Test
    void nothingStarves() {
        activities.callVoid(ClaimsActivities.class, ClaimsActivities::holdBusy).start();
        awaitHolding();
        for (int i = 0; i < 20; i++) {
            activities.callVoid(ClaimsActivities.class, ClaimsActivities::urgent).priority(1).start();
        }
        ActivityHandle<Void> patient = activities.callVoid(ClaimsActivities.class, ClaimsActivities::patient).priority(5)
                .start();
        claimed.gate.countDown();
        // One claim in eight takes the oldest task: twenty are ahead of it, and more urgent ones arrive all the time
        result(patient);
        assertThat(claimed.order).contains("urgent", "patient");
    }

    @Test
    @Scenario(221)
    void theLimitOfAQueueAppliesToAllWorkersTogether() {
        List<ActivityCall<Instant>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            calls.add(activities.call(ClaimsActivities.class, ClaimsActivities::limited));
        }
        List<ActivityHandle<Instant>> handles = new ArrayList<>(activities.startAll(calls));
        handles.add(activities.call(ClaimsActivities.class, ClaimsActivities::limited).start());
        assertSpread(handles, Duration.ofMillis(3_500));
        ActivityDescription alone = handles.get(4).describe();
        assertThat(alone.lastStartedTime().orElseThrow()).as("not started eagerly").isAfter(alone.scheduledTime());
    }

    @Test
    void aWorkerAppliesItsOwnLimit() {
        List<ActivityHandle<Instant>> handles = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            handles.add(activities.call(ClaimsActivities.class, ClaimsActivities::slow).start());
        }
        // Two immediately, then one every half second
        assertSpread(handles, Duration.ofMillis(1_500));
    }

    private static void assertSpread(List<ActivityHandle<Instant>> handles, Duration atLeast) {
        List<Instant> started = new ArrayList<>();
        for (ActivityHandle<Instant> handle : handles) {
            started.add(result(handle));
        }
        started.sort(null);
        assertThat(Duration.between(started.get(0), started.get(started.size() - 1))).isGreaterThanOrEqualTo(atLeast);
    }

    @Test
    void aPausedQueueWaits() throws SQLException {
        TaskQueueHandle queue = activities.taskQueue("gated");
        queue.pause(RequestOptions.because("the press is jammed").identity("Ada"));
        assertThat(queue.settings()).returns(true, TaskQueueSettings::paused)
                .returns(Optional.of("the press is jammed"), TaskQueueSettings::pauseReason)
                .returns(Optional.of("Ada"), TaskQueueSettings::pausedBy)
                .matches(settings -> settings.pausedTime().isPresent() && settings.maxPerSecond().isEmpty());
        List<ActivityHandle<String>> handles = new ArrayList<>(
                activities.startAll(List.of(activities.call(ClaimsActivities.class, ClaimsActivities::gated))));
        handles.add(activities.call(ClaimsActivities.class, ClaimsActivities::gated).start());
        Awaitility.await().during(A_WHILE).atMost(LONG).until(() -> handles.stream().allMatch(Claims::isScheduled));
        execute("UPDATE activity_queue SET paused = FALSE WHERE name = 'gated'"); // as another node does
        for (ActivityHandle<String> handle : handles) {
            assertThat(result(handle)).isEqualTo("through");
        }
    }

    @Test
    void anUnpausedQueueGoesOnAtOnce() {
        TaskQueueHandle queue = activities.taskQueue("gated");
        queue.pause("for a moment");
        ActivityHandle<String> handle = activities.call(ClaimsActivities.class, ClaimsActivities::gated).start();
        queue.unpause();
        assertThat(result(handle)).isEqualTo("through");
        assertThat(queue.settings()).isEqualTo(activities.taskQueue("nobody knows it").settings());
    }

    @Test
    void aPauseNeedsAValidName() {
        assertThatThrownBy(() -> activities.taskQueue(" ")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Task Queue is blank");
        assertThatThrownBy(() -> activities.taskQueue("long").pause("x".repeat(1_001)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("1001 bytes");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    @Test
    void startsBeyondTheBacklogAreRefused() {
        String id = UUID.randomUUID().toString();
        ActivityHandle<Void> running = startOnceAllowed(id + "-running");
        awaitHolding();
        List<ActivityHandle<Void>> waiting = new ArrayList<>();
        waiting.add(startOnceAllowed(id + "-1"));
        waiting.add(startOnceAllowed(id + "-2"));

        // startAll starts all or none
        assertFull(() -> activities.startAll(List.of(call(id + "-3"), call(id + "-4"))), 2);
        assertAbsent(id + "-3", id + "-4");

        // A start in a transaction counts before the commit, and no longer after a rollback
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
            call(id + "-3").start();
            assertFull(() -> call(id + "-4").start(), 3);
            throw new IllegalStateException("roll back");
        })).hasMessageContaining("roll back");
        assertAbsent(id + "-3", id + "-4");

        QuarkusTransaction.requiringNew().run(() -> {
            waiting.add(call(id + "-3").start());
            assertFull(() -> call(id + "-4").start(), 3);
            assertFull(() -> activities.startAll(List.of(call(id + "-4"))), 3);
            activities.call(ClaimsActivities.class, c -> c.plain("x")).id(id + "-elsewhere").start();
        });
        assertThat(result(activities.handle(id + "-elsewhere", String.class))).isEqualTo("x1");
        assertFull(() -> call(id + "-4").start(), 3);
        assertFull(() -> activities.startAll(List.of(call(id + "-4"))), 3);
        assertThatThrownBy(() -> call(id + "-4").startAsync().toCompletableFuture().join())
                .isInstanceOf(CompletionException.class).hasCauseInstanceOf(ActivityBacklogFullException.class);
        assertAbsent(id + "-4");

        // If an existing run answers the call, nothing is started and nothing is refused
        assertThat(call(id + "-1").conflictPolicy(IdConflictPolicy.USE_EXISTING).start().describe().runId())
                .isEqualTo(waiting.get(0).describe().runId());
        assertThat(call(id + "-2").requestId(id + "-2").start().describe().runId())
                .isEqualTo(waiting.get(1).describe().runId());
        assertFull(() -> call(id + "-4").conflictPolicy(IdConflictPolicy.USE_EXISTING).requestId("r").start(), 3);

        claimed.gate.countDown();
        result(running);
        waiting.forEach(Claims::result);
        result(startOnceAllowed(id + "-4"));
    }

    private ActivityCall<Void> call(String id) {
        return activities.callVoid(ClaimsActivities.class, ClaimsActivities::holdShort).id(id);
    }

    /** Starts as soon as the backlog allows it. The backlog is counted ten times a second, so this may take a moment. */
    private ActivityHandle<Void> startOnceAllowed(String id) {
        return Awaitility.await().atMost(LONG).ignoreExceptionsInstanceOf(ActivityBacklogFullException.class)
                .until(() -> call(id).requestId(id).start(), Objects::nonNull);
    }

    /** Awaits exactly this backlog: a task that was claimed counts until the next count, which may take a moment. */
    private static void assertFull(ThrowingCallable start, int backlog) {
        Awaitility.await().pollInSameThread().atMost(LONG).untilAsserted(() -> assertRefused(start, backlog));
    }

    private static void assertRefused(ThrowingCallable start, int backlog) {
        assertThatThrownBy(start).isInstanceOfSatisfying(ActivityBacklogFullException.class, e -> {
            assertThat(e.taskQueue()).isEqualTo("short");
            assertThat(e.backlog()).isEqualTo(backlog);
            assertThat(e.limit()).isEqualTo(3);
            assertThat(e).hasMessageContaining("'short' has a backlog of " + backlog)
                    .hasMessageContaining("quarkus.activities.workers.\"short\".max-backlog is 3")
                    .hasMessageContaining("slots");
        });
    }

    private void assertAbsent(String... ids) {
        for (String id : ids) {
            assertThatThrownBy(() -> activities.handle(id, Void.class).describe())
                    .isInstanceOf(ActivityNotFoundException.class);
        }
    }

    /** Compares an eager start, which is stored as started right away, with a scheduled and claimed one. */
    @Test
    @Scenario(217)
    void anEagerStartLooksLikeAnyOtherStart() {
        ActivityDescription eager = Awaitility.await().atMost(LONG).until(() -> {
            ActivityHandle<String> handle = activities.call(ClaimsActivities.class, c -> c.plain("same")).priority(2)
                    .start();
            assertThat(result(handle)).isEqualTo("same1");
            return handle.describe();
        }, one -> one.lastStartedTime().orElseThrow().equals(one.scheduledTime()));
        ActivityHandle<String> handle = activities.call(ClaimsActivities.class, c -> c.plain("same")).priority(2)
                .taskQueue("nobody's").start();
        handle.updateOptions(OptionsUpdate.create().taskQueue("plain"));
        assertThat(result(handle)).isEqualTo("same1");
        ActivityDescription claimed = handle.describe();
        assertThat(claimed.lastStartedTime().orElseThrow()).isAfter(claimed.scheduledTime());
        assertThat(withoutTimes(eager)).isEqualTo(withoutTimes(claimed)).hasSizeGreaterThan(10);
    }

    @Test
    void startAllStartsEagerlyAsFarAsHalfOfTheSlotsAreFree() {
        int slots = worker.status("plain").slots();
        List<ActivityDescription> started = Awaitility.await().atMost(LONG).until(() -> {
            List<ActivityHandle<String>> handles = activities.startAll(Collections.nCopies(slots,
                    activities.call(ClaimsActivities.class, c -> c.plain("many"))));
            assertThat(handles).extracting(Claims::result).containsOnly("many1");
            return handles.stream().map(ActivityHandle::describe).toList();
        }, all -> eager(all) > 0);
        assertThat(eager(started)).isLessThanOrEqualTo(slots / 2);
    }

    private static long eager(List<ActivityDescription> started) {
        return started.stream().filter(one -> one.lastStartedTime().orElseThrow().equals(one.scheduledTime())).count();
    }

    @Test
    void aRefusedStartAllGivesItsSlotsBack() {
        String taken = UUID.randomUUID().toString();
        result(activities.call(ClaimsActivities.class, c -> c.plain("first")).id(taken).start());
        String other = UUID.randomUUID().toString();
        assertThatThrownBy(() -> activities.startAll(List.of(
                activities.call(ClaimsActivities.class, c -> c.plain("other")).id(other),
                activities.call(ClaimsActivities.class, c -> c.plain("again")).id(taken)
                        .reusePolicy(IdReusePolicy.REJECT_DUPLICATE))))
                .isInstanceOf(ActivityAlreadyStartedException.class);
        assertAbsent(other);
        // The attempt of the first start may still give its slot back
        Awaitility.await().atMost(LONG).until(() -> worker.status("plain").used() == 0);
    }

    /** {@return all properties except IDs and times} */
    private static List<Object> withoutTimes(ActivityDescription d) {
        return List.of(d.activityType(), d.taskQueue(), d.status(), d.runState(), d.attempt(),
                Duration.between(d.scheduledTime(), d.expirationTime().orElseThrow()), d.lastAttemptEndedTime().isPresent(),
                d.closedTime().isPresent(), d.currentRetryInterval(), d.nextAttemptTime(), d.scheduleToCloseTimeout(),
                d.scheduleToStartTimeout(), d.startToCloseTimeout(), d.heartbeatTimeout(), d.startDelay(), d.priority(),
                d.arguments(String.class), d.lastHeartbeatTime(), d.heartbeatCount(), d.lastFailure(), d.failures(),
                d.failure(), d.result(String.class), d.retryState(), d.cancelReason(), d.lastWorker());
    }

    private static boolean isScheduled(ActivityHandle<?> handle) {
        return handle.describe().runState().orElse(null) == ActivityRunState.SCHEDULED;
    }
}
