package io.quarkiverse.activities.runtime.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

import io.quarkiverse.activities.runtime.codec.Micros;
import io.quarkiverse.activities.runtime.store.jdbc.JdbcValues;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;

/** Reads a claimed task from the columns of {@link SqlFragments#TASK}. */
final class TaskRow {

    private TaskRow() {
    }

    static ClaimedTask read(ResultSet row, Instant now) throws SQLException {
        return new ClaimedTask(row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getString(4),
                row.getInt(5), row.getInt(6), JdbcValues.instant(row, 7), JdbcValues.instant(row, 8),
                JdbcValues.instant(row, 9), Micros.duration(row.getLong(10)),
                Micros.duration(row.getLong(11)), Micros.duration(row.getLong(12)), row.getInt(13), row.getBytes(14),
                row.getBytes(15), row.getBytes(16), JdbcValues.instant(row, 17), row.getBytes(18), now, row.getInt(19));
    }
}
