package io.quarkiverse.activities.test.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.test.harness.OnPostgresql;

/** Tests the clock of the store: in a transaction, moved, and in statements. */
abstract class StoreClock extends StoreEntities {

    @Test
    void advancesWithinATransaction() throws Exception {
        try (Connection connection = connections.take()) {
            Instant first = now(connection);
            Instant second = now(connection);
            while (!second.isAfter(first)) {
                second = now(connection);
            }
            assertThat(first.truncatedTo(ChronoUnit.MICROS)).isEqualTo(first);
            assertThat(time.read(connection)).isAfterOrEqualTo(second);
            connection.rollback();
        }
    }

    @Test
    void isMovedByTheOffset() throws Exception {
        try (Connection connection = connections.take()) {
            Instant before = now(connection);
            Duration days = Duration.ofDays(3);
            time.move(days);
            try {
                assertThat(now(connection)).isBetween(before.plus(days), before.plus(days).plusSeconds(60));
                assertThat(time.read(connection)).isBetween(before.plus(days), before.plus(days).plusSeconds(60));
            } finally {
                time.move(days.negated());
            }
            assertThat(now(connection)).isBetween(before, before.plusSeconds(60));
            connection.rollback();
        }
    }

    @Test
    void isKnownWithoutAskingAgain() throws Exception {
        Duration days = Duration.ofDays(3);
        time.move(days);
        try {
            Instant before = store.now();
            Instant estimated = time.estimate();
            assertThat(estimated).isBetween(before, before.plusSeconds(60));
            assertThat(time.sinceRead()).isLessThan(Duration.ofMinutes(1));
            time.move(days);
            assertThat(time.estimate()).isBetween(before.plus(days), before.plus(days).plusSeconds(60));
            // Lists are ordered by run ids, so these follow the clock of the database and not that of the node
            long millis = store.newRunId().getMostSignificantBits() >>> 16;
            assertThat(Instant.ofEpochMilli(millis)).isBetween(before.plus(days).minusMillis(1),
                    before.plus(days).plusSeconds(60));
        } finally {
            time.move(days.multipliedBy(-2));
        }
    }

    @Test
    void canBeStoredAndCompared() throws Exception {
        tables.insertExecution("time-1");
        connections.inTransaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement(tables.names.apply("UPDATE activity_execution"
                    + " SET heartbeat_at = " + time.now() + " WHERE dispatch_at <= " + time.now()))) {
                int index = time.bind(update, 1);
                time.bind(update, index);
                assertThat(update.executeUpdate()).isEqualTo(1);
                return null;
            }
        });
    }

    private Instant now(Connection connection) throws Exception {
        try (PreparedStatement select = connection.prepareStatement("SELECT " + time.now())) {
            time.bind(select, 1);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getObject(1, OffsetDateTime.class).toInstant();
            }
        }
    }

    @Test
    @OnPostgresql
    void isUsableInAnIndexSearch() throws Exception {
        String plan = connections.inTransaction(connection -> {
            connection.createStatement().execute("SET LOCAL enable_seqscan = off");
            try (PreparedStatement explain = connection.prepareStatement(
                    "EXPLAIN SELECT run_id FROM activity_execution WHERE deadline_at <= " + time.now())) {
                time.bind(explain, 1);
                StringBuilder lines = new StringBuilder();
                try (ResultSet line = explain.executeQuery()) {
                    while (line.next()) {
                        lines.append(line.getString(1)).append('\n');
                    }
                }
                return lines.toString();
            }
        });
        assertThat(plan).contains("Index Cond: (deadline_at <=");
    }
}
