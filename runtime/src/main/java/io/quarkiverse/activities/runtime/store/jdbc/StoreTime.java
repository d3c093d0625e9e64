package io.quarkiverse.activities.runtime.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.codec.Micros;
import io.quarkiverse.activities.runtime.store.value.RunIdSequence;

/**
 * The store's time: the wall clock of the database plus an offset, which is zero in production. A statement that contains
 * {@link #now()} has one parameter for it, which {@link #bind} sets.
 */
@Singleton
public class StoreTime {

    private final Dialect dialect;
    private volatile long offset;
    private volatile Measured measured;
    private final RunIdSequence runIds = new RunIdSequence();

    @Inject
    StoreTime(StoreUnit unit) {
        this.dialect = unit.dialect();
    }

    /** {@return the SQL expression for the current time, which has one parameter} */
    public String now() {
        return dialect.now();
    }

    /**
     * Binds the parameter of {@link #now()}.
     *
     * @return the index of the next parameter
     */
    public int bind(PreparedStatement statement, int index) throws SQLException {
        return bind(statement, index, Duration.ZERO);
    }

    /**
     * Binds the parameter of {@link #now()} so that it yields a later time.
     *
     * @param later how much later
     * @return the index of the next parameter
     */
    public int bind(PreparedStatement statement, int index, Duration later) throws SQLException {
        if (dialect.sharesOurClock()) {
            statement.setObject(index, JdbcValues.timestamp(processTime().plus(later)));
        } else {
            statement.setLong(index, offset + Micros.of(later));
        }
        return index + 1;
    }

    /** {@return the store's current time} */
    public Instant read(Connection connection) throws SQLException {
        if (dialect.sharesOurClock()) {
            return processTime();
        }
        try (PreparedStatement statement = connection.prepareStatement("SELECT " + now())) {
            long moved = offset;
            bind(statement, 1);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                Instant now = JdbcValues.instant(row, 1);
                measured = new Measured(now.minus(moved, ChronoUnit.MICROS), System.nanoTime());
                return now;
            }
        }
    }

    /** {@return how long ago the clock of the database was read, so that somebody may read it again} */
    public Duration sinceRead() {
        Measured last = measured;
        return dialect.sharesOurClock() ? Duration.ZERO
                : last == null ? Duration.ofNanos(Long.MAX_VALUE) : Duration.ofNanos(System.nanoTime() - last.nanoTime);
    }

    /**
     * {@return the store's current time as far as this process knows it, from the last time it was read and the time that has
     * passed since} The clock of this process has no influence, unless nobody has read the store's time yet.
     */
    public Instant estimate() {
        Measured last = measured;
        return dialect.sharesOurClock() || last == null ? processTime()
                : last.time.plus(offset, ChronoUnit.MICROS).plusNanos(System.nanoTime() - last.nanoTime);
    }

    /**
     * {@return a new run id} Run ids are ordered by the {@linkplain #estimate() time}, and those of a process as they are
     * given.
     */
    public UUID newRunId() {
        return runIds.next(estimate());
    }

    /** The time of the database, without the offset, at a moment of this process. */
    private record Measured(Instant time, long nanoTime) {
    }

    /** Moves the store's time forward, for tests that do not want to wait. */
    public synchronized void move(Duration by) {
        offset += Micros.of(by);
    }

    private Instant processTime() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS).plus(offset, ChronoUnit.MICROS);
    }
}
