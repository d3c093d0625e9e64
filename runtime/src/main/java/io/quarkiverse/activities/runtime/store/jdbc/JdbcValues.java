package io.quarkiverse.activities.runtime.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Converts values to and from the types of JDBC drivers. */
public final class JdbcValues {

    private JdbcValues() {
    }

    /** {@return the time as a parameter of a statement} */
    public static OffsetDateTime timestamp(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    /** {@return the time in a column, or null} */
    public static Instant instant(ResultSet row, int column) throws SQLException {
        Timestamp time = row.getTimestamp(column); // an OffsetDateTime takes several times as long
        return time == null ? null : time.toInstant();
    }

    /** {@return the first column of all rows of a query} */
    public static List<UUID> uuids(PreparedStatement query) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                ids.add(row.getObject(1, UUID.class));
            }
        }
        return ids;
    }
}
