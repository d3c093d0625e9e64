package io.quarkiverse.activities.runtime.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.quarkiverse.activities.runtime.codec.ClaimRank;
import io.quarkiverse.activities.runtime.codec.Micros;
import io.quarkiverse.activities.runtime.store.jdbc.ArrayParameter;
import io.quarkiverse.activities.runtime.store.jdbc.JdbcValues;
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

/** Hot statements for PostgreSQL. Each is a single round trip. */
final class PostgresStatements implements HotStatements {

    /**
     * Matches the row of a report. With plain equality, a planner that believes the table is empty may scan it once per report.
     * This form always uses the index.
     */
    private static final String BY_RUN = "run_id = ANY(ARRAY[id])";

    private final StoreTime time;
    private final ParentRuns parents;
    private final PostgresInserts inserts;
    private final String withTasks;
    private final String suspects;
    private final Map<ClaimOrder, String> claim = new EnumMap<>(ClaimOrder.class);
    private final String claimFromMany;
    private final String complete;
    private final String completeOne;
    private final String heartbeat;

    PostgresStatements(StoreTime time, PhysicalNames names, ParentRuns parents) {
        this.time = time;
        this.parents = parents;
        inserts = new PostgresInserts(time, names);
        // One rank at a time, so that it does not read tasks that are not due yet
        withTasks = names.apply("WITH clock AS MATERIALIZED (SELECT " + time.now() + " AS ts)"
                + " SELECT asked FROM clock, unnest(?::text[]) AS asked WHERE EXISTS (SELECT 1 FROM generate_series("
                + ClaimRank.FIRST + ", " + ClaimRank.LAST + ") AS ranks(rank) WHERE EXISTS ("
                + "SELECT 1 FROM activity_execution WHERE " + SqlFragments.WAITING
                + " AND task_queue = asked AND claim_rank = rank AND dispatch_at <= clock.ts))");
        suspects = names.apply("WITH clock AS MATERIALIZED (SELECT " + time.now() + " AS ts)"
                + " SELECT DISTINCT queue, rank FROM clock, unnest(?::text[], ?::text[]) AS asked(queue, type), generate_series("
                + ClaimRank.FIRST_SUSPECT + ", " + ClaimRank.ALONE + ") AS ranks(rank) WHERE EXISTS ("
                + "SELECT 1 FROM activity_execution WHERE " + SqlFragments.WAITING
                + " AND task_queue = queue AND claim_rank = rank AND dispatch_at <= clock.ts AND activity_type = type)");
        for (ClaimOrder order : ClaimOrder.values()) {
            claim.put(order, names.apply(claimSql(order == ClaimOrder.PRIORITY ? mostUrgentSql() : oldestSql())));
        }
        claimFromMany = names.apply(claimSql(mostUrgentOfManySql()));
        complete = names.apply(completeSql(time.now(), "unnest(?::uuid[], ?::int[], ?::bytea[], ?::text[])"));
        completeOne = names.apply(completeSql(time.now(), "(VALUES (?::uuid, ?::int, ?::bytea, ?::text))"));
        heartbeat = names.apply("WITH clock AS MATERIALIZED (SELECT " + time.now() + " AS ts)"
                + " UPDATE activity_execution SET heartbeat_details = details, heartbeat_at = clock.ts,"
                + " heartbeat_count = heartbeat_count + 1"
                + " FROM clock, unnest(?::uuid[], ?::int[], ?::bytea[]) AS h(id, token, details)"
                + " WHERE " + BY_RUN + " AND fence = token AND " + SqlFragments.STARTED + " RETURNING run_id");
    }

    /** @param tasks a query that locks the tasks to claim and returns their run ids */
    private String claimSql(String tasks) {
        // The array makes the planner run the sub-select once. Otherwise it may lock more rows than the limit
        return "WITH clock AS MATERIALIZED (SELECT " + time.now() + " AS ts)"
                + " UPDATE activity_execution SET state = 1, fence = fence + 1, owner = ?, last_worker = ?,"
                + " started_at = clock.ts, retry_interval = NULL, retry_interval_from_worker = FALSE, deadline_at = LEAST("
                + plus("scheduled_at", "schedule_to_close", "start_delay + schedule_to_close") + ", "
                + plus("clock.ts", "start_to_close", "start_to_close") + ", "
                + plus("clock.ts", "heartbeat_timeout", "heartbeat_timeout") + ")"
                + " FROM clock WHERE run_id = ANY(ARRAY(" + tasks + "))"
                + " RETURNING " + SqlFragments.TASK + ", clock.ts";
    }

    /** {@return a table of the ranks to claim from, with their floors} */
    private static String ranksSql(String micros, String runs) {
        return "(SELECT timestamptz 'epoch' + micros * interval '1 microsecond' AS floor_at, run AS floor_run,"
                + " (nth + ? - 1)::smallint AS rank FROM unnest(" + micros + ", " + runs
                + ") WITH ORDINALITY AS f(micros, run, nth)) AS ranks";
    }

    /** {@return a query for the first due tasks of a rank} */
    private static String firstOfRankSql(String queue, String types, String limit) {
        return "SELECT run_id, dispatch_at FROM activity_execution WHERE " + SqlFragments.WAITING + " AND task_queue = " + queue
                + " AND claim_rank = ranks.rank AND (dispatch_at, run_id) > (ranks.floor_at, ranks.floor_run)"
                + " AND activity_type = ANY(" + types + ") AND dispatch_at <= (SELECT ts FROM clock)"
                + " ORDER BY dispatch_at, run_id LIMIT " + limit;
    }

    /**
     * {@return a query that locks the most urgent due tasks} It reads one rank at a time. Each rank is a range of the index, so
     * the query does not read tasks that are not due yet. It stops when it has enough, so it locks no more rows than it claims.
     */
    private static String mostUrgentSql() {
        return "SELECT first.run_id FROM " + ranksSql("?::int8[]", "?::uuid[]") + " CROSS JOIN LATERAL ("
                + firstOfRankSql("?", "?", "?") + " FOR UPDATE SKIP LOCKED) AS first LIMIT ?";
    }

    /** {@return the same for many queues} The floors of all queues are in one array, as many for each as there are ranks. */
    private static String mostUrgentOfManySql() {
        String floors = "[(place - 1) * " + ClaimFloor.RANKS + " + 1 : place * " + ClaimFloor.RANKS + "]";
        return "SELECT picked.run_id FROM unnest(?::text[], ?::text[], ?::int4[]) WITH ORDINALITY"
                + " AS asked(queue, types, most, place) CROSS JOIN LATERAL (SELECT first.run_id FROM "
                + ranksSql("(?::int8[])" + floors, "(?::uuid[])" + floors) + " CROSS JOIN LATERAL ("
                + firstOfRankSql("asked.queue", "asked.types::text[]", "asked.most")
                + " FOR UPDATE SKIP LOCKED) AS first LIMIT asked.most) AS picked";
    }

    /**
     * {@return a query that locks the oldest due tasks} It must find the oldest before it can lock them. It then locks those
     * that still wait and that no other transaction has locked. The condition {@code state + 0 = 0} matches no index on waiting
     * tasks, so PostgreSQL finds the rows by run id and does not scan all waiting tasks.
     */
    private static String oldestSql() {
        return "SELECT run_id FROM activity_execution WHERE state + 0 = 0 AND run_id = ANY(ARRAY(SELECT first.run_id FROM "
                + ranksSql("?::int8[]", "?::uuid[]") + " CROSS JOIN LATERAL (" + firstOfRankSql("?", "?", "?")
                + ") AS first ORDER BY first.dispatch_at, first.run_id LIMIT ?)) FOR UPDATE SKIP LOCKED";
    }

    private static String completeSql(String now, String completions) {
        return "WITH clock AS MATERIALIZED (SELECT " + now + " AS ts),"
                + " gone AS (DELETE FROM activity_execution USING " + completions + " AS done(id, token, outcome, who)"
                + " WHERE " + BY_RUN + " AND fence = token AND " + SqlFragments.COMPLETABLE + " RETURNING "
                + SqlFragments.CARRIED
                + ", outcome, who)"
                + " INSERT INTO activity_execution_closed (" + SqlFragments.CARRIED
                + ", result, last_worker, state, ended_at, closed_at)"
                + " SELECT " + SqlFragments.CARRIED + ", outcome, who, 10, clock.ts, clock.ts FROM gone, clock"
                + " RETURNING run_id, scope";
    }

    private static String plus(String from, String condition, String micros) {
        return "CASE WHEN " + condition + " > 0 THEN " + from + " + (" + micros + ") * interval '1 microsecond' END";
    }

    @Override
    public Map<UUID, Instant> insert(Connection connection, List<NewExecution> rows) throws SQLException {
        return inserts.insert(connection, rows);
    }

    @Override
    public Set<String> withTasks(Connection connection, Set<String> taskQueues) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(withTasks)) {
            int index = time.bind(statement, 1);
            ArrayParameter.bind(statement, index, "text", taskQueues.toArray());
            Set<String> found = new HashSet<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
            return found;
        }
    }

    @Override
    public List<SuspectTasks> suspects(Connection connection, Map<String, List<String>> typesByQueue) throws SQLException {
        List<String> queues = new ArrayList<>();
        List<String> types = new ArrayList<>();
        typesByQueue.forEach((queue, served) -> served.forEach(type -> {
            queues.add(queue);
            types.add(type);
        }));
        try (PreparedStatement statement = connection.prepareStatement(suspects)) {
            int index = time.bind(statement, 1);
            ArrayParameter.bind(statement, index++, "text", queues.toArray());
            ArrayParameter.bind(statement, index, "text", types.toArray());
            List<SuspectTasks> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new SuspectTasks(row.getString(1), row.getInt(2)));
                }
            }
            return found;
        }
    }

    @Override
    public List<ClaimedTask> claim(Connection connection, ClaimRequest request) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(claim.get(request.order()))) {
            int index = time.bind(statement, 1);
            statement.setObject(index++, request.owner());
            statement.setString(index++, request.identity());
            statement.setInt(index++, request.firstRank());
            ArrayParameter.bind(statement, index++, "int8", micros(request.floor().times()));
            ArrayParameter.bind(statement, index++, "uuid", request.floor().runs());
            statement.setString(index++, request.taskQueue());
            ArrayParameter.bind(statement, index++, "text", request.types().toArray());
            statement.setInt(index++, request.limit());
            statement.setInt(index, request.limit());
            return claimed(statement, request.order());
        }
    }

    @Override
    public List<ClaimedTask> claim(Connection connection, List<ClaimRequest> requests) throws SQLException {
        int size = requests.size();
        Object[] queues = new Object[size];
        Object[] types = new Object[size];
        Object[] limits = new Object[size];
        List<Object> micros = new ArrayList<>(size * ClaimFloor.RANKS);
        List<Object> runs = new ArrayList<>(size * ClaimFloor.RANKS);
        for (int i = 0; i < size; i++) {
            ClaimRequest request = requests.get(i);
            queues[i] = request.taskQueue();
            types[i] = ArrayParameter.literal(request.types());
            limits[i] = request.limit();
            Collections.addAll(micros, (Object[]) micros(request.floor().times()));
            Collections.addAll(runs, (Object[]) request.floor().runs());
        }
        try (PreparedStatement statement = connection.prepareStatement(claimFromMany)) {
            int index = time.bind(statement, 1);
            statement.setObject(index++, requests.get(0).owner());
            statement.setString(index++, requests.get(0).identity());
            ArrayParameter.bind(statement, index++, "text", queues);
            ArrayParameter.bind(statement, index++, "text", types);
            ArrayParameter.bind(statement, index++, "int4", limits);
            statement.setInt(index++, ClaimRank.FIRST);
            ArrayParameter.bind(statement, index++, "int8", micros.toArray());
            ArrayParameter.bind(statement, index, "uuid", runs.toArray());
            return claimed(statement, ClaimOrder.PRIORITY);
        }
    }

    private static List<ClaimedTask> claimed(PreparedStatement statement, ClaimOrder order) throws SQLException {
        List<ClaimedTask> tasks = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                tasks.add(TaskRow.read(row, JdbcValues.instant(row, 20)));
            }
        }
        // Cheaper here than in the database, which would copy all columns of all rows to sort them
        tasks.sort(order.comparator());
        return tasks;
    }

    @Override
    public Set<UUID> complete(Connection connection, List<Completion> completions) throws SQLException {
        return complete(connection, completions, parents);
    }

    @Override
    public Set<UUID> complete(Connection connection, List<Completion> completions, ParentRuns parents) throws SQLException {
        int size = completions.size();
        if (size == 1) {
            return completeOne(connection, completions.get(0), parents);
        }
        Object[][] columns = new Object[4][size];
        for (int i = 0; i < size; i++) {
            Completion completion = completions.get(i);
            columns[0][i] = completion.runId();
            columns[1][i] = completion.fence();
            columns[2][i] = completion.result();
            columns[3][i] = completion.identity();
        }
        return batch(connection, complete, columns, statement -> closed(connection, statement, parents), "uuid", "int4",
                "bytea",
                "text");
    }

    private Set<UUID> completeOne(Connection connection, Completion completion, ParentRuns parents)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(completeOne)) {
            int index = time.bind(statement, 1);
            statement.setObject(index++, completion.runId());
            statement.setInt(index++, completion.fence());
            statement.setBytes(index++, completion.result());
            statement.setString(index, completion.identity());
            return closed(connection, statement, parents);
        }
    }

    /** {@return the runs that were closed, after telling the runs of workflows that they belong to} */
    private static Set<UUID> closed(Connection connection, PreparedStatement statement, ParentRuns parents)
            throws SQLException {
        Set<UUID> closed = new HashSet<>();
        List<ClosedChild> children = new ArrayList<>(0);
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                UUID run = row.getObject(1, UUID.class);
                UUID scope = row.getObject(2, UUID.class);
                closed.add(run);
                if (scope != null) {
                    children.add(new ClosedChild(run, scope));
                }
            }
        }
        parents.closed(connection, children);
        return closed;
    }

    @Override
    public Set<UUID> heartbeat(Connection connection, List<HeartbeatWrite> heartbeats) throws SQLException {
        int size = heartbeats.size();
        Object[][] columns = new Object[3][size];
        for (int i = 0; i < size; i++) {
            HeartbeatWrite write = heartbeats.get(i);
            columns[0][i] = write.runId();
            columns[1][i] = write.fence();
            columns[2][i] = write.details();
        }
        return batch(connection, heartbeat, columns, statement -> new HashSet<>(JdbcValues.uuids(statement)), "uuid", "int4",
                "bytea");
    }

    /** Reads the runs that a statement has changed. */
    private interface Changed {

        Set<UUID> read(PreparedStatement statement) throws SQLException;
    }

    private Set<UUID> batch(Connection connection, String sql, Object[][] columns, Changed changed, String... types)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int index = time.bind(statement, 1);
            for (int column = 0; column < columns.length; column++) {
                ArrayParameter.bind(statement, index++, types[column], columns[column]);
            }
            return changed.read(statement);
        }
    }

    private static Long[] micros(Instant[] times) {
        Long[] micros = new Long[times.length];
        for (int i = 0; i < times.length; i++) {
            micros[i] = Micros.of(times[i]);
        }
        return micros;
    }
}
