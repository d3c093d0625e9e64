package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.runtime.codec.Micros;
import io.quarkiverse.activities.runtime.node.Batcher;
import io.quarkiverse.activities.runtime.node.DatabaseOutage;
import io.quarkiverse.activities.runtime.node.EngineThreads;
import io.quarkiverse.activities.runtime.node.NodeListeners;
import io.quarkiverse.activities.runtime.store.jdbc.Dialect;
import io.quarkiverse.activities.runtime.store.jdbc.LockAttempts;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTransactions;
import io.quarkiverse.activities.runtime.store.jdbc.StoreUnit;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;

/**
 * Starts runs together, on PostgreSQL: one statement for those whose Workflow Ids are free. The others have a transaction each.
 * A start that fails, or that waits for a transaction of somebody else, does not affect the others.
 */
@Singleton
class StartBatches {

    private static final String COLUMNS = "run_id, workflow_id, workflow_type, definition_version, rules_version, task_queue,"
            + " owner, state, epoch, inbox, scheduled_at, ready_at, deadline_at, expires_at, task_timeout, run_timeout,"
            + " execution_timeout, start_delay, priority, retry_policy, first_run_id, input, memo, header";
    private static final String[] TYPES = { "uuid", "text", "text", "int4", "int4", "text", "uuid", "int8", "int8", "int8",
            "int8", "int8", "int8", "int8", "int8", "int2", "bytea", "uuid", "bytea", "bytea", "bytea" };

    private final StoreTransactions transactions;
    private final StoreTime time;
    private final RunStarts starts;
    private final boolean setBased;
    private final String insert;
    private final Batcher<Request, Outcome<Started>> batcher;

    StartBatches(StoreTransactions transactions, StoreTime time, RunStarts starts, StoreUnit unit,
            PhysicalNames names, EngineThreads threads, DatabaseOutage outage, NodeListeners listeners) {
        this.transactions = transactions;
        this.time = time;
        this.starts = starts;
        setBased = unit.dialect() == Dialect.POSTGRESQL;
        insert = names.apply("INSERT INTO workflow_execution (" + COLUMNS + ") SELECT t_run, t_id, t_type, t_version, t_rules,"
                + " t_queue, t_owner, CASE WHEN t_owner IS NULL THEN 1 ELSE 2 END, CASE WHEN t_owner IS NULL THEN 0 ELSE 1 END,"
                + " 1, " + micros("t_now") + ", " + micros("t_ready") + ", " + micros("t_deadline") + ", " + micros("t_expires")
                + ", t_task, t_runs, t_execution, t_delay, t_priority, t_retry, t_first, t_input, t_memo, t_header FROM "
                + Columns.sql(
                        "t_run, t_id, t_type, t_version, t_rules, t_queue, t_owner, t_now, t_ready, t_deadline, t_expires,"
                                + " t_task, t_runs, t_execution, t_delay, t_priority, t_retry, t_first, t_input, t_memo, t_header",
                        TYPES)
                + " ON CONFLICT DO NOTHING RETURNING run_id");
        batcher = new Batcher<>("workflow-starts", false, threads, outage, listeners,
                new Batcher.Flush<>(this::write, request -> request.run.workflowId(), this::blocked));
    }

    private static String micros(String column) {
        return "timestamptz 'epoch' + " + column + " * interval '1 microsecond'";
    }

    /** @param node the node that takes the run at once, or null */
    private record Request(NewRun run, UUID node) {
    }

    /** A start, and what follows from it. */
    record Started(OwnStart start, Aftermath aftermath) {
    }

    /** {@return whether only the Workflow Ids of open runs matter to this start, and it can be written with others} */
    boolean takes(NewRun run) {
        return setBased && run.requestId() == null && run.reuse() == IdReusePolicy.ALLOW_DUPLICATE
                && run.parent() == null && run.origin().continuedRunId() == null;
    }

    /** @param node the node that takes the run at once, or null if it waits for a claim */
    CompletableFuture<Started> start(NewRun run, UUID node) {
        return batcher.submit(new Request(run, node)).thenCompose(Outcome::stage);
    }

    private List<Outcome<Started>> write(List<Request> batch) {
        // Ordered, so that two nodes that start the same ids do not wait for each other
        List<Request> requests = new ArrayList<>(batch);
        requests.sort(Comparator.comparing(request -> request.run.workflowId()));
        Map<UUID, RunTimes> inserted = transactions.run(connection -> insert(connection, requests));
        List<Outcome<Started>> answers = new ArrayList<>(batch.size());
        for (Request request : batch) {
            NewRun run = request.run;
            RunTimes times = inserted.get(run.runId());
            answers.add(times == null ? Outcome.ofAlone(() -> alone(run))
                    : Outcome.of(new Started(new OwnStart(new StartedRun(run.runId(), run.workflowType(), true, false),
                            request.node == null ? null : RunRow.owned(run, times)), new Aftermath())));
        }
        return answers;
    }

    private Map<UUID, RunTimes> insert(Connection connection, List<Request> requests) throws SQLException {
        Instant now = time.read(connection);
        Map<UUID, RunTimes> times = new HashMap<>();
        Columns columns = new Columns(TYPES);
        for (Request request : requests) {
            NewRun run = request.run;
            RunOptions options = run.options();
            RunTimes of = RunTimes.of(run, now);
            Instant readyAt = request.node == null ? of.readyAt() : now.plus(options.taskTimeout());
            columns.add(run.runId(), run.workflowId(), run.workflowType(), run.definitionVersion(), run.rulesVersion(),
                    run.taskQueue(), request.node, Micros.of(now), Micros.of(readyAt), nullable(of.deadline()),
                    nullable(of.expires()), Micros.of(options.taskTimeout()), Micros.of(options.runTimeout()),
                    Micros.of(options.executionTimeout()), Micros.of(options.startDelay()), (short) options.priority(),
                    options.retry(), run.origin().firstRunId(), run.input(), run.memo(), run.header());
            times.put(run.runId(), of);
        }
        Set<UUID> inserted = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            columns.bind(statement, 1);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    inserted.add(row.getObject(1, UUID.class));
                }
            }
        }
        times.keySet().retainAll(inserted);
        return times;
    }

    private static Long nullable(Instant time) {
        return time == null ? null : Micros.of(time);
    }

    /** The Workflow Id is in use: the policies of the start decide. */
    private Started alone(NewRun run) {
        Aftermath aftermath = new Aftermath();
        StartedRun started = transactions.run(connection -> {
            aftermath.clear();
            return starts.start(connection, run, aftermath);
        });
        return new Started(new OwnStart(started, null), aftermath);
    }

    /** {@return the ids of the starts that would have to wait for a transaction of somebody else} */
    private Set<String> blocked(List<Request> batch) {
        return transactions.probe(connection -> {
            Set<String> blocked = new HashSet<>();
            for (Request request : batch) {
                if (LockAttempts.wouldWait(connection, probe -> starts.start(probe, request.run, new Aftermath()))) {
                    blocked.add(request.run.workflowId());
                }
            }
            return blocked;
        });
    }

    @PreDestroy
    void close() {
        batcher.close();
    }
}
