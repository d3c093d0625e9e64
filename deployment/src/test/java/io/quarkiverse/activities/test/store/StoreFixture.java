package io.quarkiverse.activities.test.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.runtime.execution.ActivityMachine;
import io.quarkiverse.activities.runtime.execution.AttemptRef;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.runtime.execution.Options;
import io.quarkiverse.activities.runtime.execution.Refusal;
import io.quarkiverse.activities.runtime.execution.RetryRules;
import io.quarkiverse.activities.runtime.execution.State;
import io.quarkiverse.activities.runtime.execution.Transition;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;
import io.quarkiverse.activities.runtime.execution.Transition.Refused;
import io.quarkiverse.activities.runtime.maintenance.Sweep;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.StoreListener;
import io.quarkiverse.activities.runtime.store.jdbc.EngineConnections;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;
import io.quarkiverse.activities.runtime.store.value.Change;
import io.quarkiverse.activities.runtime.store.value.ClaimFloor;
import io.quarkiverse.activities.runtime.store.value.ClaimOrder;
import io.quarkiverse.activities.runtime.store.value.ClaimRequest;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.runtime.store.value.ExecutionSnapshot;
import io.quarkiverse.activities.runtime.store.value.NewExecution;
import io.quarkiverse.activities.runtime.store.value.RunRef;
import io.quarkiverse.activities.runtime.store.value.Verdict;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.test.harness.EngineWrites;
import io.quarkiverse.activities.test.harness.Tables;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The common part of the store tests: empties the tables before each test and offers short helper methods. The tests are a
 * chain of classes, so that one application per database runs them all.
 */
abstract class StoreFixture {

    static final String QUEUE = "mail";
    static final String TYPE = "Send";
    static final UUID NODE = new UUID(1, 1);
    static final String WORKER = "worker-1";
    static final Duration NONE = Duration.ZERO;
    static final Duration MINUTE = Duration.ofMinutes(1);

    @Inject
    Sweep sweep;

    @Inject
    ActivityStore store;

    @Inject
    Tables tables;

    @Inject
    StoreTime time;

    @Inject
    EngineConnections connections;

    @Inject
    PhysicalNames names;

    private Duration moved = NONE;

    static QuarkusUnitTest app() {
        return TestDatabase.current().app("store")
                .withApplicationRoot(jar -> jar.addClasses(TestDatabase.class, Tables.class, EngineWrites.class, Start.class));
    }

    @BeforeEach
    void empty() throws Exception {
        // The tests fire due timeouts themselves: neither the sweep nor the timers of started executions may do so
        sweep.stop();
        store.listen(StoreListener.NONE);
        connections.inTransaction(connection -> {
            connection.createStatement().execute(names.apply("DELETE FROM activity_execution"));
            connection.createStatement().execute(names.apply("DELETE FROM activity_execution_closed"));
            connection.createStatement().execute(names.apply("DELETE FROM activity_queue"));
            connection.createStatement().execute(names.apply("DELETE FROM activity_pause"));
            return null;
        });
    }

    @AfterEach
    void resetTime() {
        time.move(moved.negated());
        moved = NONE;
    }

    void move(Duration by) {
        time.move(by);
        moved = moved.plus(by);
    }

    /** A builder of starts, with a start-to-close timeout of one minute by default. */
    static final class Start {

        String id;
        String type = TYPE;
        String queue = QUEUE;
        Duration scheduleToClose = NONE;
        Duration scheduleToStart = NONE;
        Duration startToClose = MINUTE;
        Duration heartbeat = NONE;
        Duration delay = NONE;
        int priority;
        RetryRules retry = RetryRules.UNSET;
        IdReusePolicy reuse = IdReusePolicy.ALLOW_DUPLICATE;
        IdConflictPolicy conflict = IdConflictPolicy.FAIL;
        String requestId;
        boolean eager;
        boolean joined;
        byte[] input = { 1, 2, 3 };
        byte[] header;

        Start(String id) {
            this.id = id;
        }

        static Start of(String id) {
            return new Start(id);
        }

        Start reuse(IdReusePolicy policy) {
            reuse = policy;
            return this;
        }

        Start conflict(IdConflictPolicy policy) {
            conflict = policy;
            return this;
        }

        Start request(String requestId) {
            this.requestId = requestId;
            return this;
        }

        Start attempts(int maximum) {
            retry = new RetryRules(Duration.ofSeconds(1), 2, NONE, maximum, List.of());
            return this;
        }

        Options options() {
            return new Options(queue, scheduleToClose, scheduleToStart, startToClose, heartbeat, delay, priority, retry);
        }

        NewExecution build() {
            UUID runId = UUID.randomUUID();
            Transition start = eager
                    ? ActivityMachine.startEagerly(options(), requestId, NODE, WORKER, NewExecution.EPOCH)
                    : ActivityMachine.start(options(), requestId, NewExecution.EPOCH);
            return new NewExecution(runId, id == null ? runId.toString() : id, type, input, header, ((Applied) start).next(),
                    reuse, conflict, requestId, 0, null, joined);
        }
    }

    UUID start(Start start) {
        NewExecution row = start.build();
        assertThat(store.start(List.of(row))).allMatch(verdict -> verdict.started() && verdict.runId().equals(row.runId()));
        return row.runId();
    }

    UUID startAndClaim(Start start) {
        UUID runId = start(start);
        assertThat(claim(1000)).extracting(ClaimedTask::runId).contains(runId);
        return runId;
    }

    List<ClaimedTask> claim(int limit) {
        return claim(QUEUE, List.of(TYPE), NODE, WORKER, limit);
    }

    List<ClaimedTask> claim(String queue, List<String> types, UUID owner, String identity, int limit) {
        return store.claim(new ClaimRequest(queue, types, owner, identity, limit, ClaimOrder.PRIORITY, ClaimFloor.NONE));
    }

    ExecutionSnapshot find(UUID runId) {
        return store.find(RunRef.run(runId));
    }

    Execution execution(UUID runId) {
        return find(runId).execution();
    }

    State state(UUID runId) {
        return execution(runId).state();
    }

    Transition apply(UUID runId, Event event) {
        List<Verdict> verdicts = store.apply(List.of(new Change(RunRef.run(runId), event)));
        assertThat(verdicts).hasSize(1);
        return verdicts.get(0).transition();
    }

    Transition fail(UUID runId, int fence, String message) {
        return apply(runId, new Event.Fail(AttemptRef.byToken(fence), Failure.application("Oops", message), null, WORKER));
    }

    static void assertApplied(Transition transition) {
        assertThat(transition).isInstanceOf(Applied.class);
    }

    static void assertRefused(Transition transition, Refusal reason) {
        assertThat(transition).isInstanceOfSatisfying(Refused.class,
                refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    Instant deadline(UUID runId) {
        return queryOne(Instant.class, "SELECT deadline_at FROM activity_execution WHERE run_id = ?", runId);
    }

    long count(String table) {
        return queryOne(Long.class, "SELECT count(*) FROM " + table);
    }

    <T> T queryOne(Class<T> type, String sql, Object... parameters) {
        try {
            return connections.inTransaction(connection -> {
                try (PreparedStatement statement = prepare(connection, sql, parameters);
                        ResultSet row = statement.executeQuery()) {
                    assertThat(row.next()).as("%s has a row", sql).isTrue();
                    if (type == Instant.class) {
                        OffsetDateTime at = row.getObject(1, OffsetDateTime.class);
                        return type.cast(at == null ? null : at.toInstant());
                    }
                    return row.getObject(1, type);
                }
            });
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    PreparedStatement prepare(Connection connection, String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(names.apply(sql));
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    /** {@return the results of running the same work on several threads, which begin together} */
    static <T> List<T> runConcurrently(int threads, Callable<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier barrier = new CyclicBarrier(threads);
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                futures.add(pool.submit(() -> {
                    barrier.await(10, TimeUnit.SECONDS);
                    return work.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(60, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
