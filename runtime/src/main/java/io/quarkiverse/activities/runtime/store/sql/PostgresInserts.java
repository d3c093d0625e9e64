package io.quarkiverse.activities.runtime.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkiverse.activities.runtime.store.jdbc.ArrayParameter;
import io.quarkiverse.activities.runtime.store.jdbc.JdbcValues;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;
import io.quarkiverse.activities.runtime.store.value.NewExecution;

/** Inserts new executions on PostgreSQL: a single one, or many in one statement. */
final class PostgresInserts {

    private final StoreTime time;
    private final String one;
    private final String many;
    private final String manyWithNewIds;

    PostgresInserts(StoreTime time, PhysicalNames names) {
        this.time = time;
        one = names.apply(oneSql(time.now()));
        many = names.apply(manySql(time.now(), " ORDER BY place ON CONFLICT DO NOTHING"));
        manyWithNewIds = names.apply(manySql(time.now(), ""));
    }

    /**
     * {@return a statement that inserts many rows} The values of the shared columns are sent once per kind of row. Each row
     * refers to its kind by number.
     *
     * @param end the end of the query. If ids may be in use, rows must be inserted in order, which a join alone does not ensure
     */
    private static String manySql(String now, String end) {
        StringBuilder times = new StringBuilder();
        for (String column : InsertColumns.TIMES) {
            times.append(", clock.ts + ").append(column).append(" * interval '1 microsecond'");
        }
        String own = String.join(", ", InsertColumns.OWN);
        String shared = String.join(", ", InsertColumns.SHARED);
        String offsets = String.join(", ", InsertColumns.TIMES);
        return "WITH clock AS MATERIALIZED (SELECT " + now + " AS ts) INSERT INTO activity_execution (" + InsertColumns.NAMES
                + ") SELECT " + own + ", " + shared + times + " FROM clock, unnest("
                + arrays(InsertColumns.OWN_TYPES) + "?::int4[]) WITH ORDINALITY AS one(" + own
                + ", kind, place) JOIN unnest("
                + arrays(InsertColumns.SHARED_TYPES) + "?::int8[], ".repeat(InsertColumns.TIMES.length - 1)
                + "?::int8[]) WITH ORDINALITY AS kinds(" + shared + ", " + offsets + ", nth) ON nth = kind" + end
                + " RETURNING run_id, scheduled_at";
    }

    /** {@return a statement that inserts one row} Used in the caller's transaction and on an idle node. */
    private static String oneSql(String now) {
        int values = InsertColumns.OWN.length + InsertColumns.SHARED.length;
        return "INSERT INTO activity_execution (" + InsertColumns.NAMES + ") SELECT " + "?, ".repeat(values)
                + "ts + ? * interval '1 microsecond', ".repeat(InsertColumns.TIMES.length - 1)
                + "ts + ? * interval '1 microsecond' FROM " + now + " AS clock(ts) ON CONFLICT DO NOTHING"
                + " RETURNING run_id, scheduled_at";
    }

    private static String arrays(String[] types) {
        return "?::" + String.join("[], ?::", types) + "[], ";
    }

    /** {@return the ids of the inserted runs, with their scheduled times} */
    Map<UUID, Instant> insert(Connection connection, List<NewExecution> rows) throws SQLException {
        if (rows.size() == 1) {
            return insertOne(connection, rows.get(0));
        }
        Object[][] own = new Object[InsertColumns.OWN.length][rows.size()];
        Object[] kindOfRow = new Object[rows.size()];
        Map<Object, Integer> kinds = new HashMap<>();
        List<NewExecution> oneOfEachKind = new ArrayList<>();
        boolean mayConflict = false;
        for (int i = 0; i < rows.size(); i++) {
            NewExecution row = rows.get(i);
            mayConflict |= row.hasOwnId() || row.joined();
            Object[] values = InsertColumns.own(row);
            for (int column = 0; column < own.length; column++) {
                own[column][i] = values[column];
            }
            kindOfRow[i] = kinds.computeIfAbsent(InsertColumns.kind(row), kind -> {
                oneOfEachKind.add(row);
                return oneOfEachKind.size();
            });
        }
        // Without ON CONFLICT the insert is a quarter cheaper: it neither checks for conflicts first nor confirms each row
        try (PreparedStatement statement = connection.prepareStatement(mayConflict ? many : manyWithNewIds)) {
            int index = time.bind(statement, 1);
            for (int column = 0; column < own.length; column++) {
                ArrayParameter.bind(statement, index++, InsertColumns.OWN_TYPES[column], own[column]);
            }
            ArrayParameter.bind(statement, index++, "int4", kindOfRow);
            bindKinds(statement, index, oneOfEachKind);
            return inserted(statement);
        }
    }

    private Map<UUID, Instant> insertOne(Connection connection, NewExecution row) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(one)) {
            int index = bind(statement, 1, InsertColumns.OWN_TYPES, InsertColumns.own(row));
            index = bind(statement, index, InsertColumns.SHARED_TYPES, InsertColumns.shared(row));
            for (Long micros : InsertColumns.times(row)) {
                statement.setObject(index++, micros, Types.BIGINT);
            }
            time.bind(statement, index);
            return inserted(statement);
        }
    }

    private static int bind(PreparedStatement statement, int first, String[] types, Object[] values) throws SQLException {
        int index = first;
        for (int i = 0; i < values.length; i++) {
            switch (types[i]) {
                case "bytea" -> statement.setBytes(index++, (byte[]) values[i]);
                case "text" -> statement.setString(index++, (String) values[i]);
                case "uuid" -> statement.setObject(index++, values[i], Types.OTHER);
                default -> statement.setObject(index++, values[i]);
            }
        }
        return index;
    }

    private static Map<UUID, Instant> inserted(PreparedStatement statement) throws SQLException {
        Map<UUID, Instant> inserted = new HashMap<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                inserted.put(row.getObject(1, UUID.class), JdbcValues.instant(row, 2));
            }
        }
        return inserted;
    }

    private static void bindKinds(PreparedStatement statement, int first, List<NewExecution> kinds) throws SQLException {
        int index = first;
        int size = kinds.size();
        Object[][] shared = new Object[size][];
        Object[][] times = new Object[size][];
        for (int i = 0; i < size; i++) {
            shared[i] = InsertColumns.shared(kinds.get(i));
            times[i] = InsertColumns.times(kinds.get(i));
        }
        for (int column = 0; column < InsertColumns.SHARED.length; column++) {
            ArrayParameter.bind(statement, index++, InsertColumns.SHARED_TYPES[column], column(shared, column));
        }
        for (int column = 0; column < InsertColumns.TIMES.length; column++) {
            ArrayParameter.bind(statement, index++, "int8", column(times, column));
        }
    }

    private static Object[] column(Object[][] rows, int column) {
        Object[] values = new Object[rows.length];
        for (int i = 0; i < rows.length; i++) {
            values[i] = rows[i][column];
        }
        return values;
    }
}
