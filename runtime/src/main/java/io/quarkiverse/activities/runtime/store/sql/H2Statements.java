package io.quarkiverse.activities.runtime.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.quarkiverse.activities.runtime.codec.ClaimRank;
import io.quarkiverse.activities.runtime.codec.Micros;
import io.quarkiverse.activities.runtime.store.jdbc.JdbcValues;
import io.quarkiverse.activities.runtime.store.jdbc.LockAttempts;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;
import io.quarkiverse.activities.runtime.store.value.ClaimFloor;
import io.quarkiverse.activities.runtime.store.value.ClaimOrder;
import io.quarkiverse.activities.runtime.store.value.ClaimRequest;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.runtime.store.value.ClosedChild;
import io.quarkiverse.activities.runtime.store.value.Completion;
import io.quarkiverse.activities.runtime.store.value.HeartbeatWrite;
import io.quarkiverse.activities.runtime.store.value.NewExecution;
import io.quarkiverse.activities.runtime.store.value.SuspectTasks;

/**
 * Hot statements for H2. H2 has no statement that moves a row, so a completion copies it and then deletes it. Its
 * {@code SKIP LOCKED} locks the whole backlog before it applies the limit. A claim therefore first selects candidates in index
 * order, and then locks those of them that still wait and that no other transaction has locked.
 */
final class H2Statements implements HotStatements {

    private static final String DUPLICATE_KEY = "23505";

    private final StoreTime time;
    private final ParentRuns parents;
    private final String insert;
    private final Map<ClaimOrder, String> candidates = new EnumMap<>(ClaimOrder.class);
    private final String suspectCandidates;
    private final String firstOfRank;
    private final String lockCandidates;
    private final String claim;
    private final String isOpen;
    private final String lockCompletable;
    private final String countCompletable;
    private final String lockStarted;
    private final String countStarted;
    private final String copyCompleted;
    private final String deleteCompleted;
    private final String heartbeat;

    H2Statements(StoreTime time, PhysicalNames names, ParentRuns parents) {
        this.time = time;
        this.parents = parents;
        int columns = InsertColumns.OWN.length + InsertColumns.SHARED.length + InsertColumns.TIMES.length;
        insert = names.apply(
                "INSERT INTO activity_execution (" + InsertColumns.NAMES + ") VALUES (" + "?, ".repeat(columns - 1) + "?)");
        lockCandidates = names.apply("SELECT run_id FROM activity_execution WHERE run_id = ANY(?) AND " + SqlFragments.WAITING
                + " FOR UPDATE SKIP LOCKED");
        claim = names.apply("SELECT " + SqlFragments.TASK
                + " FROM FINAL TABLE (UPDATE activity_execution SET state = 1, fence = fence + 1, owner = ?, last_worker = ?,"
                + " started_at = ?, retry_interval = NULL, retry_interval_from_worker = FALSE, deadline_at = LEAST("
                + "CASE WHEN schedule_to_close > 0 THEN DATEADD(MICROSECOND, start_delay + schedule_to_close, scheduled_at) END,"
                + " CASE WHEN start_to_close > 0 THEN DATEADD(MICROSECOND, start_to_close, CAST(? AS timestamp(6) with time zone)) END,"
                + " CASE WHEN heartbeat_timeout > 0 THEN DATEADD(MICROSECOND, heartbeat_timeout, CAST(? AS timestamp(6) with time zone)) END) IGNORE NULLS"
                + " WHERE run_id = ANY(?))");
        for (ClaimOrder order : ClaimOrder.values()) {
            candidates.put(order, names.apply(candidatesSql(order, ClaimFloor.RANKS)));
        }
        firstOfRank = names.apply("SELECT run_id FROM activity_execution WHERE " + SqlFragments.WAITING
                + " AND task_queue = ? AND claim_rank = ? AND dispatch_at <= ? AND activity_type = ANY(?)"
                + " ORDER BY state, task_queue, claim_rank, dispatch_at, run_id LIMIT 1");
        suspectCandidates = names.apply(candidatesSql(ClaimOrder.OLDEST, 1));
        lockCompletable = names.apply("SELECT run_id, fence, scope FROM activity_execution WHERE run_id = ANY(?) AND "
                + SqlFragments.COMPLETABLE + " ORDER BY run_id FOR UPDATE SKIP LOCKED");
        countCompletable = names.apply("SELECT count(*) FROM activity_execution WHERE run_id = ANY(?) AND "
                + SqlFragments.COMPLETABLE);
        lockStarted = names.apply("SELECT run_id FROM activity_execution WHERE run_id = ANY(?) AND " + SqlFragments.STARTED
                + " ORDER BY run_id FOR UPDATE SKIP LOCKED");
        countStarted = names.apply("SELECT count(*) FROM activity_execution WHERE run_id = ANY(?) AND "
                + SqlFragments.STARTED);
        isOpen = names.apply("SELECT 1 FROM activity_execution WHERE activity_id = ?");
        copyCompleted = names.apply("INSERT INTO activity_execution_closed (" + SqlFragments.CARRIED
                + ", result, last_worker, state, ended_at, closed_at) SELECT " + SqlFragments.CARRIED
                + ", CAST(? AS varbinary), CAST(? AS varchar), 10, CAST(? AS timestamp(6) with time zone), CAST(? AS timestamp(6) with time zone)"
                + " FROM activity_execution WHERE run_id = ?");
        deleteCompleted = names.apply("DELETE FROM activity_execution WHERE run_id = ANY(?)");
        heartbeat = names.apply("UPDATE activity_execution SET heartbeat_details = ?, heartbeat_at = ?,"
                + " heartbeat_count = heartbeat_count + 1 WHERE run_id = ? AND fence = ? AND " + SqlFragments.STARTED);
    }

    /**
     * {@return a query for the first tasks of each rank} Each rank is one range of the index, so the query does not read tasks
     * that are not due yet. H2 reads in index order and stops at the limit only if ORDER BY names all columns of the index.
     * Otherwise it sorts the whole backlog.
     */
    private static String candidatesSql(ClaimOrder order, int rankCount) {
        StringBuilder ranks = new StringBuilder();
        for (int i = 0; i < rankCount; i++) {
            ranks.append(ranks.isEmpty() ? "" : " UNION ALL ")
                    .append("(SELECT claim_rank, dispatch_at, run_id FROM activity_execution WHERE ")
                    .append(SqlFragments.WAITING).append(" AND task_queue = ? AND claim_rank = ?")
                    .append(" AND dispatch_at <= ? AND activity_type = ANY(?)")
                    .append(" ORDER BY state, task_queue, claim_rank, dispatch_at, run_id LIMIT ?)");
        }
        return "SELECT run_id FROM (" + ranks + ") ORDER BY "
                + (order == ClaimOrder.PRIORITY ? "claim_rank, " : "") + "dispatch_at, run_id LIMIT ?";
    }

    @Override
    public Map<UUID, Instant> insert(Connection connection, List<NewExecution> rows) throws SQLException {
        Instant now = time.read(connection);
        Map<UUID, Instant> inserted = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            for (NewExecution row : rows) {
                // A statement that fails is rolled back. After that, H2 lets others who wait for this transaction wait forever
                if (row.hasOwnId() && isOpen(connection, row.activityId())) {
                    continue;
                }
                int index = 1;
                for (Object value : InsertColumns.own(row)) {
                    statement.setObject(index++, value);
                }
                for (Object value : InsertColumns.shared(row)) {
                    statement.setObject(index++, value);
                }
                for (Long offset : InsertColumns.times(row)) {
                    statement.setObject(index++,
                            offset == null ? null : JdbcValues.timestamp(now.plus(Micros.duration(offset))));
                }
                try {
                    statement.executeUpdate();
                    inserted.put(row.runId(), now);
                } catch (SQLIntegrityConstraintViolationException e) {
                    if (!DUPLICATE_KEY.equals(e.getSQLState())) {
                        throw e;
                    }
                    // An execution with this id is open: the result does not contain the run id
                }
            }
        }
        return inserted;
    }

    @Override
    public Set<String> withTasks(Connection connection, Set<String> taskQueues) {
        return taskQueues;
    }

    @Override
    public List<SuspectTasks> suspects(Connection connection, Map<String, List<String>> typesByQueue) throws SQLException {
        OffsetDateTime now = JdbcValues.timestamp(time.read(connection));
        List<SuspectTasks> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(firstOfRank)) {
            for (Map.Entry<String, List<String>> queue : typesByQueue.entrySet()) {
                for (int rank = ClaimRank.FIRST_SUSPECT; rank <= ClaimRank.ALONE; rank++) {
                    statement.setString(1, queue.getKey());
                    statement.setInt(2, rank);
                    statement.setObject(3, now);
                    statement.setObject(4, queue.getValue().toArray());
                    try (ResultSet row = statement.executeQuery()) {
                        if (row.next()) {
                            found.add(new SuspectTasks(queue.getKey(), rank));
                        }
                    }
                }
            }
        }
        return found;
    }

    @Override
    public List<ClaimedTask> claim(Connection connection, ClaimRequest request) throws SQLException {
        Instant now = time.read(connection);
        Object[] ids = lock(connection, candidates(connection, request, now));
        List<ClaimedTask> tasks = new ArrayList<>();
        if (ids.length == 0) {
            return tasks;
        }
        try (PreparedStatement statement = connection.prepareStatement(claim)) {
            statement.setObject(1, request.owner());
            statement.setString(2, request.identity());
            statement.setObject(3, JdbcValues.timestamp(now));
            statement.setObject(4, JdbcValues.timestamp(now));
            statement.setObject(5, JdbcValues.timestamp(now));
            statement.setObject(6, ids);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    tasks.add(TaskRow.read(row, now));
                }
            }
        }
        tasks.sort(request.order().comparator());
        return tasks;
    }

    private Object[] candidates(Connection connection, ClaimRequest request, Instant now) throws SQLException {
        Object[] types = request.types().toArray();
        try (PreparedStatement statement = connection.prepareStatement(
                request.ranks() == 1 ? suspectCandidates : candidates.get(request.order()))) {
            int index = 1;
            for (int i = 0; i < request.ranks(); i++) {
                statement.setString(index++, request.taskQueue());
                statement.setInt(index++, request.firstRank() + i);
                statement.setObject(index++, JdbcValues.timestamp(now));
                statement.setObject(index++, types);
                statement.setInt(index++, request.limit());
            }
            statement.setInt(index, request.limit());
            return JdbcValues.uuids(statement).toArray();
        }
    }

    /** {@return the candidates that still wait and that no other transaction has locked} */
    private Object[] lock(Connection connection, Object[] candidates) throws SQLException {
        if (candidates.length == 0) {
            return candidates;
        }
        try (PreparedStatement statement = connection.prepareStatement(lockCandidates)) {
            statement.setObject(1, candidates);
            return JdbcValues.uuids(statement).toArray();
        }
    }

    @Override
    public Set<UUID> complete(Connection connection, List<Completion> completions) throws SQLException {
        return complete(connection, completions, parents);
    }

    @Override
    public Set<UUID> complete(Connection connection, List<Completion> completions, ParentRuns parents) throws SQLException {
        OffsetDateTime now = JdbcValues.timestamp(time.read(connection));
        Map<UUID, Completable> open = lockCompletable(connection, completions);
        Set<UUID> done = new HashSet<>();
        List<ClosedChild> children = new ArrayList<>(0);
        try (PreparedStatement copy = connection.prepareStatement(copyCompleted)) {
            for (Completion completion : completions) {
                Completable found = open.get(completion.runId());
                if (found != null && found.fence == completion.fence() && done.add(completion.runId())) {
                    if (found.scope != null) {
                        children.add(new ClosedChild(completion.runId(), found.scope));
                    }
                    copy.setBytes(1, completion.result());
                    copy.setString(2, completion.identity());
                    copy.setObject(3, now);
                    copy.setObject(4, now);
                    copy.setObject(5, completion.runId());
                    copy.addBatch();
                }
            }
            if (done.isEmpty()) {
                return done;
            }
            copy.executeBatch();
        }
        try (PreparedStatement delete = connection.prepareStatement(deleteCompleted)) {
            delete.setObject(1, done.toArray());
            delete.executeUpdate();
        }
        parents.closed(connection, children);
        return done;
    }

    private record Completable(int fence, UUID scope) {
    }

    private Map<UUID, Completable> lockCompletable(Connection connection, List<Completion> completions) throws SQLException {
        Object[] ids = completions.stream().map(Completion::runId).toArray();
        return LockAttempts.untilTimeout(() -> {
            Map<UUID, Completable> found = new HashMap<>();
            try (PreparedStatement statement = connection.prepareStatement(lockCompletable)) {
                statement.setObject(1, ids);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        found.put(row.getObject(1, UUID.class),
                                new Completable(row.getInt(2), row.getObject(3, UUID.class)));
                    }
                }
            }
            return count(connection, countCompletable, ids) > found.size() ? null : found;
        });
    }

    private void lockStarted(Connection connection, List<HeartbeatWrite> heartbeats) throws SQLException {
        Object[] ids = heartbeats.stream().map(HeartbeatWrite::runId).toArray();
        LockAttempts.untilTimeout(() -> {
            try (PreparedStatement statement = connection.prepareStatement(lockStarted)) {
                statement.setObject(1, ids);
                List<UUID> locked = JdbcValues.uuids(statement);
                return count(connection, countStarted, ids) > locked.size() ? null : locked;
            }
        });
    }

    private boolean isOpen(Connection connection, String activityId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(isOpen)) {
            statement.setString(1, activityId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    private static int count(Connection connection, String sql, Object[] ids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, ids);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    @Override
    public Set<UUID> heartbeat(Connection connection, List<HeartbeatWrite> heartbeats) throws SQLException {
        OffsetDateTime now = JdbcValues.timestamp(time.read(connection));
        lockStarted(connection, heartbeats);
        Set<UUID> touched = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(heartbeat)) {
            for (HeartbeatWrite write : heartbeats) {
                statement.setBytes(1, write.details());
                statement.setObject(2, now);
                statement.setObject(3, write.runId());
                statement.setInt(4, write.fence());
                if (statement.executeUpdate() > 0) {
                    touched.add(write.runId());
                }
            }
        }
        return touched;
    }
}
