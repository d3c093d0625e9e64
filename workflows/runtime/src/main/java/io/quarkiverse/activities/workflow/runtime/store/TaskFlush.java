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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.codec.Micros;
import io.quarkiverse.activities.runtime.store.jdbc.JdbcValues;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;
import io.quarkiverse.activities.runtime.store.sql.HotStatements;
import io.quarkiverse.activities.runtime.store.value.ClosedChild;
import io.quarkiverse.activities.runtime.store.value.Completion;
import io.quarkiverse.activities.runtime.store.value.NewExecution;
import io.quarkiverse.activities.runtime.store.value.RunIds;
import io.quarkiverse.activities.workflow.runtime.store.RunCommits.Done;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit.Answer;

/**
 * Writes what many Workflow Tasks have decided, on PostgreSQL: a few statements for all of them. They must be plain, and of
 * different runs. The epoch and the turn decide for each row whether its task counts. Does not commit.
 */
@Singleton
class TaskFlush {

    private static final String[] MOVES = { "uuid", "int4", "int4", "int8", "bool", "int8", "uuid", "int4", "int4", "text",
            "bool" };
    private static final String[] CLOSINGS = { "uuid", "int2", "int4", "int4", "text", "bytea", "bytea" };
    private static final String[] CHUNKS = { "uuid", "int4", "text" };
    private static final String[] TAKEN = { "int8", "int4" };
    /** The values of a closed run that its last task has decided. The others are those of the open run. */
    private static final Map<String, String> DECIDED = Map.of("state", "t_state", "turn", "turn + 1", "journal_lines",
            "t_lines",
            "chunks", "t_chunks", "tail", "t_tail");

    private final StoreTime time;
    private final HotStatements activities;
    private final RunInboxes inboxes;
    private final RunReads reads;
    private final String move;
    private final String lock;
    private final String lockAtOnce;
    private final String untaken;
    private final String close;
    private final String chunk;
    private final String taken;

    TaskFlush(StoreTime time, HotStatements activities, RunInboxes inboxes, RunReads reads, PhysicalNames names) {
        this.time = time;
        this.activities = activities;
        this.inboxes = inboxes;
        this.reads = reads;
        String clock = "WITH clock AS MATERIALIZED (SELECT " + time.now() + " AS ts)";
        move = names.apply(clock + " UPDATE workflow_execution AS w SET turn = w.turn + 1, seen = t_seen, owner = t_node,"
                + " journal_lines = t_lines, chunks = t_chunks, tail = t_tail, task_attempt = 1, task_failure = NULL,"
                + " blocked_by = NULL,"
                + " state = CASE WHEN t_keep THEN 2 WHEN w.inbox > t_seen THEN 1 ELSE 0 END,"
                + " ready_at = CASE WHEN t_keep THEN clock.ts + w.task_timeout * interval '1 microsecond'"
                + " WHEN w.inbox > t_seen THEN clock.ts + CASE WHEN t_sticky THEN interval '" + RunInboxes.STICKY.toMillis()
                + " milliseconds' ELSE interval '0' END"
                + " ELSE LEAST(timestamptz 'epoch' + t_wake * interval '1 microsecond', w.deadline_at) END"
                + " FROM clock, " + Columns.sql(
                        "t_id, t_epoch, t_turn, t_seen, t_keep, t_wake, t_node, t_lines, t_chunks, t_tail, t_sticky", MOVES)
                + " WHERE w.run_id = ANY(ARRAY[t_id]) AND w.epoch = t_epoch AND w.turn = t_turn AND w.state <= 2"
                + " RETURNING w.run_id, w.inbox, w.ready_at");
        lock = names.apply("SELECT run_id, epoch, turn, inbox FROM workflow_execution WHERE run_id = ANY(?)"
                + " ORDER BY run_id FOR UPDATE SKIP LOCKED");
        lockAtOnce = names.apply("SELECT run_id FROM workflow_execution WHERE run_id = ANY(?)"
                + " ORDER BY run_id FOR NO KEY UPDATE NOWAIT");
        untaken = names.apply("SELECT run_id, message_id FROM workflow_message WHERE run_id = ANY(?) AND taken_turn IS NULL");
        String carried = List.of(WorkflowSql.COMMON.split(", ")).stream().map(column -> DECIDED.getOrDefault(column, column))
                .collect(Collectors.joining(", "));
        close = names.apply(clock + ", gone AS (DELETE FROM workflow_execution USING "
                + Columns.sql("t_id, t_state, t_lines, t_chunks, t_tail, t_result, t_failure", CLOSINGS)
                + " WHERE run_id = ANY(ARRAY[t_id]) RETURNING " + WorkflowSql.COMMON
                + ", t_state, t_lines, t_chunks, t_tail, t_result, t_failure)"
                + " INSERT INTO workflow_execution_closed (" + WorkflowSql.COMMON + ", closed_at, result, failure) SELECT "
                + carried + ", clock.ts, t_result, t_failure FROM gone, clock");
        chunk = names.apply("INSERT INTO workflow_journal (run_id, chunk, journal_chunk) SELECT t_id, t_chunk, t_text FROM "
                + Columns.sql("t_id, t_chunk, t_text", CHUNKS));
        taken = names.apply("UPDATE workflow_message SET taken_turn = t_turn FROM " + Columns.sql("t_id, t_turn", TAKEN)
                + " WHERE message_id = ANY(ARRAY[t_id])");
    }

    /** {@return what became of each task, by its run} */
    Map<UUID, Done> write(Connection connection, List<TaskCommit> batch) throws SQLException {
        List<TaskCommit> tasks = new ArrayList<>(batch);
        tasks.sort(Comparator.comparing(task -> task.row().runId(), RunIds::compare));
        Map<UUID, Done> done = new LinkedHashMap<>();
        List<ClosedChild> children = new ArrayList<>();
        Set<UUID> ended = complete(connection, tasks, children);
        List<TaskCommit> current = tasks.stream()
                .filter(task -> task.ended().stream().allMatch(completion -> ended.contains(completion.runId()))).toList();
        Map<UUID, Object[]> moved = move(connection, current);
        // After those that stay open: it waits for no lock, so locks are waited for in the order of the run ids only
        List<TaskCommit> closing = lockClosing(connection, current, done);
        close(connection, closing);
        Set<UUID> closed = closing.stream().map(task -> task.row().runId()).collect(Collectors.toSet());
        List<TaskCommit> committed = current.stream()
                .filter(task -> moved.containsKey(task.row().runId()) || closed.contains(task.row().runId())).toList();
        Map<UUID, Instant> scheduled = start(connection, committed);
        writeChunks(connection, committed);
        markTaken(connection, committed);
        for (TaskCommit task : committed) {
            Object[] row = moved.get(task.row().runId());
            done.put(task.row().runId(), new Done(Answer.COMMITTED, new Aftermath(), scheduled,
                    row == null ? null : (Instant) row[1], row == null ? task.row().inbox() : (Long) row[0], Set.of()));
        }
        Set<UUID> alone = new HashSet<>();
        for (TaskCommit task : tasks) {
            UUID run = task.row().runId();
            done.computeIfAbsent(run, key -> Done.not(Answer.LOST));
            if (done.get(run).answer() != Answer.COMMITTED) {
                alone.add(run);
            }
        }
        // The outcome of an activity is kept, although the task that was run with it does not count
        List<ClosedChild> kept = children.stream().filter(child -> alone.contains(child.scope())).toList();
        if (tasks.size() > 1) {
            lockAtOnce(connection, kept);
        }
        inboxes.closed(connection, kept);
        done.replaceAll((run, what) -> what.withEnded(ended));
        return done;
    }

    /**
     * Fails if another transaction has locked one of the runs: this one has locked others, in the order of their ids, so it
     * must not wait for these too. The batch is then tried again.
     */
    private void lockAtOnce(Connection connection, List<ClosedChild> kept) throws SQLException {
        if (kept.isEmpty()) {
            return;
        }
        Columns runs = new Columns("uuid");
        kept.stream().map(ClosedChild::scope).distinct().forEach(runs::add);
        try (PreparedStatement statement = connection.prepareStatement(lockAtOnce)) {
            runs.bind(statement, 1);
            statement.executeQuery().close();
        }
    }

    private Set<UUID> complete(Connection connection, List<TaskCommit> tasks, List<ClosedChild> children) throws SQLException {
        List<Completion> completions = new ArrayList<>();
        tasks.forEach(task -> completions.addAll(task.ended()));
        if (completions.isEmpty()) {
            return Set.of();
        }
        completions.sort(Comparator.comparing(Completion::runId, RunIds::compare));
        return activities.complete(connection, completions, (same, closed) -> children.addAll(closed));
    }

    /** {@return the tasks that close their runs, which are locked now and have no messages that were not delivered} */
    private List<TaskCommit> lockClosing(Connection connection, List<TaskCommit> tasks, Map<UUID, Done> done)
            throws SQLException {
        Map<UUID, TaskCommit> closing = new HashMap<>();
        tasks.stream().filter(task -> task.close() != null).forEach(task -> closing.put(task.row().runId(), task));
        if (closing.isEmpty()) {
            return List.of();
        }
        Columns runs = new Columns("uuid");
        closing.keySet().forEach(runs::add);
        List<TaskCommit> locked = new ArrayList<>();
        Set<UUID> found = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(lock)) {
            runs.bind(statement, 1);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    UUID run = row.getObject(1, UUID.class);
                    TaskCommit task = closing.get(run);
                    found.add(run);
                    if (row.getInt(2) == task.row().epoch() && row.getInt(3) == task.row().turn()) {
                        if (row.getLong(4) > task.row().inbox()) {
                            done.put(run, Done.not(Answer.NOT_YET));
                        } else {
                            locked.add(task);
                        }
                    }
                }
            }
        }
        List<UUID> missing = closing.keySet().stream().filter(run -> !found.contains(run)).toList();
        if (!missing.isEmpty()) {
            reads.existing(connection, missing).forEach(run -> done.put(run, Done.not(Answer.LOCKED)));
        }
        Set<UUID> waiting = withMessages(connection, runs, closing);
        locked.removeIf(task -> waiting.contains(task.row().runId()));
        waiting.forEach(run -> done.putIfAbsent(run, Done.not(Answer.NOT_YET)));
        return locked;
    }

    /** {@return those of the runs that have messages which the task has not delivered} Read after the runs were locked. */
    private Set<UUID> withMessages(Connection connection, Columns runs, Map<UUID, TaskCommit> tasks) throws SQLException {
        Set<UUID> waiting = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(untaken)) {
            runs.bind(statement, 1);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    UUID run = row.getObject(1, UUID.class);
                    if (!tasks.get(run).delivered().contains(row.getLong(2))) {
                        waiting.add(run);
                    }
                }
            }
        }
        return waiting;
    }

    /** {@return for each run that was written, how much has arrived, and when it is ready} */
    private Map<UUID, Object[]> move(Connection connection, List<TaskCommit> tasks) throws SQLException {
        Columns columns = new Columns(MOVES);
        for (TaskCommit task : tasks) {
            if (task.close() == null) {
                RunRow row = task.row();
                RunRow after = row.after(task.line());
                columns.add(row.runId(), row.epoch(), row.turn(), row.inbox(), task.keep(),
                        task.wakeAt() == null ? null : Micros.of(task.wakeAt()), task.node(), after.journalLines(),
                        after.chunks(), after.tail(), task.node() != null);
            }
        }
        Map<UUID, Object[]> moved = new HashMap<>();
        if (!columns.isEmpty()) {
            try (PreparedStatement statement = connection.prepareStatement(move)) {
                columns.bind(statement, time.bind(statement, 1));
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        moved.put(row.getObject(1, UUID.class),
                                new Object[] { row.getLong(2), JdbcValues.instant(row, 3) });
                    }
                }
            }
        }
        return moved;
    }

    private void close(Connection connection, List<TaskCommit> tasks) throws SQLException {
        if (tasks.isEmpty()) {
            return;
        }
        Columns columns = new Columns(CLOSINGS);
        for (TaskCommit task : tasks) {
            RunRow after = task.row().after(task.line());
            columns.add(after.runId(), (short) task.close().state().code(), after.journalLines(), after.chunks(), after.tail(),
                    task.close().result(), task.close().failure());
        }
        try (PreparedStatement statement = connection.prepareStatement(close)) {
            columns.bind(statement, time.bind(statement, 1));
            statement.executeUpdate();
        }
    }

    private Map<UUID, Instant> start(Connection connection, List<TaskCommit> tasks) throws SQLException {
        List<NewExecution> starts = new ArrayList<>();
        tasks.forEach(task -> starts.addAll(task.starts()));
        return starts.isEmpty() ? Map.of() : activities.insert(connection, starts);
    }

    private void writeChunks(Connection connection, List<TaskCommit> tasks) throws SQLException {
        Columns columns = new Columns(CHUNKS);
        for (TaskCommit task : tasks) {
            String full = task.row().chunkWith(task.line());
            if (full != null) {
                columns.add(task.row().runId(), task.row().chunks() + 1, full);
            }
        }
        update(connection, chunk, columns);
    }

    private void markTaken(Connection connection, List<TaskCommit> tasks) throws SQLException {
        Columns columns = new Columns(TAKEN);
        for (TaskCommit task : tasks) {
            task.delivered().forEach(message -> columns.add(message, task.row().turn() + 1));
        }
        update(connection, taken, columns);
    }

    private static void update(Connection connection, String sql, Columns columns) throws SQLException {
        if (!columns.isEmpty()) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                columns.bind(statement, 1);
                statement.executeUpdate();
            }
        }
    }
}
