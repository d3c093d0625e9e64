package io.quarkiverse.activities.runtime.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.codec.Micros;

/**
 * Now, as the store has it: the database's wall clock plus an offset that is zero in production. Wherever a statement says
 * {@link #now()}, one parameter is bound by {@link #bind}.
 */
@Singleton
public class StoreTime {

    private final Dialect dialect;
    private volatile long offset;

    @Inject
    StoreTime(StoreUnit unit) {
        this.dialect = unit.dialect();
    }

    /** {@return the expression for now, with one parameter in it} */
    public String now() {
        return dialect.now();
    }

    /** Binds the parameter of {@link #now()}. {@return the index of the next parameter} */
    public int bind(PreparedStatement statement, int index) throws SQLException {
        return bind(statement, index, Duration.ZERO);
    }

    /** Has {@link #now()} be that much later. {@return the index of the next parameter} */
    public int bind(PreparedStatement statement, int index, Duration later) throws SQLException {
        if (dialect.sharesOurClock()) {
            statement.setObject(index, JdbcValues.timestamp(processTime().plus(later)));
        } else {
            statement.setLong(index, offset + Micros.of(later));
        }
        return index + 1;
    }

    /** {@return what the expression is now} */
    public Instant read(Connection connection) throws SQLException {
        if (dialect.sharesOurClock()) {
            return processTime();
        }
        try (PreparedStatement statement = connection.prepareStatement("SELECT " + now())) {
            bind(statement, 1);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return JdbcValues.instant(row, 1);
            }
        }
    }

    /** Moves the time of the store, for tests that do not want to wait. */
    public synchronized void move(Duration by) {
        offset += Micros.of(by);
    }

    private Instant processTime() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS).plus(offset, ChronoUnit.MICROS);
    }
}
