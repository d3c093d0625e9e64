package io.quarkiverse.activities.workflow.runtime.store;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;
import io.quarkiverse.activities.workflow.runtime.journal.MemoCodec;

/**
 * Keeps what runs publish, changes of their memos, and the Activity Ids that their code has chosen. They stay when the run
 * closes. A payload that is text is stored as text,
 * so that people can read it with plain SQL.
 */
@Singleton
class RunValues {

    private final StoreTime time;
    private final String update;
    private final String insert;
    private final String select;
    private final String activity;

    RunValues(StoreTime time, PhysicalNames names) {
        this.time = time;
        update = names.apply("UPDATE workflow_value SET value_text = ?, value_bytes = ?, written_at = ?"
                + " WHERE run_id = ? AND value_kind = ? AND value_name = ?");
        insert = names.apply("INSERT INTO workflow_value (value_text, value_bytes, written_at, run_id, value_kind, value_name)"
                + " VALUES (?, ?, ?, ?, ?, ?)");
        select = names.apply("SELECT value_kind, value_name, value_text, value_bytes FROM workflow_value WHERE run_id = ?"
                + " AND value_kind <> 3 ORDER BY value_name");
        activity = names.apply("SELECT value_text FROM workflow_value WHERE run_id = ? AND value_kind = 3 AND value_name = ?");
    }

    /** Writes values of a run whose row is locked. */
    void write(Connection connection, UUID run, Collection<StoredValue> values) throws SQLException {
        for (StoredValue value : values) {
            String text = text(value.value());
            Object[] parameters = { text == null ? new WorkflowSql.Null(Types.VARCHAR) : text,
                    WorkflowSql.Null.of(text == null ? value.value() : null), time.read(connection), run,
                    value.kind().code(), value.name() };
            if (WorkflowSql.update(connection, update, parameters) == 0) {
                WorkflowSql.update(connection, insert, parameters);
            }
        }
    }

    private static String text(byte[] value) {
        if (value == null) {
            return null;
        }
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
            return text.indexOf('\0') < 0 ? text : null;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** {@return the number of the latest activity for which the code has chosen this Activity Id, or null} */
    Integer activity(Connection connection, UUID run, String activityId) throws SQLException {
        return WorkflowSql.one(connection, activity, row -> Integer.valueOf(row.getString(1)), run, activityId);
    }

    /** {@return the memo and the published values of a run by name, those that were removed included} */
    List<StoredValue> read(Connection connection, UUID run) throws SQLException {
        return WorkflowSql.query(connection, select, RunValues::value, run);
    }

    private static StoredValue value(ResultSet row) throws SQLException {
        String text = row.getString(3);
        return new StoredValue(StoredValue.Kind.of(row.getShort(1)), row.getString(2),
                text == null ? row.getBytes(4) : text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return the memo of a run as it is now, or null} */
    byte[] memo(Connection connection, RunRow row) throws SQLException {
        return memo(row, read(connection, row.runId()));
    }

    static byte[] memo(RunRow row, List<StoredValue> values) {
        Map<String, byte[]> memo = new TreeMap<>(MemoCodec.decode(row.memo()));
        for (StoredValue value : values) {
            if (value.isMemo() && value.value() == null) {
                memo.remove(value.name());
            } else if (value.isMemo()) {
                memo.put(value.name(), value.value());
            }
        }
        return MemoCodec.encode(memo);
    }
}
