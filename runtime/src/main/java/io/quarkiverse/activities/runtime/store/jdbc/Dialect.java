package io.quarkiverse.activities.runtime.store.jdbc;

import java.time.Duration;
import java.util.Map;

/**
 * The differences between the supported databases. Only this class checks which database is in use, except for the two
 * places that select a whole set of statements.
 */
public enum Dialect {

    POSTGRESQL("postgresql") {

        /**
         * Makes PostgreSQL use indexes. All statements of the engine follow an index, in its order. A plan from a time when the
         * table was empty would scan or sort the whole table once it is full, until the statistics are updated: minutes in
         * which a backlog grows.
         */
        private static final String BY_INDEX = "SET enable_seqscan = off; SET enable_bitmapscan = off; SET jit = off";

        @Override
        public boolean notifies() {
            return true;
        }

        @Override
        public boolean sharesOurClock() {
            return false;
        }

        @Override
        public boolean commitsDdl() {
            return false;
        }

        @Override
        public boolean waitsReliably() {
            return true;
        }

        @Override
        public String lock(long id) {
            return "SELECT pg_advisory_lock(" + id + ")";
        }

        @Override
        public String unlock(long id) {
            return "SELECT pg_advisory_unlock(" + id + ")";
        }

        /** The COMMIT keeps the settings if the first transaction rolls back. */
        @Override
        public String initialSql(String ofApplication, Duration queryTimeout) {
            String ours = BY_INDEX + "; " + lockTimeout(LOCK_TIMEOUT_MILLIS)
                    + (queryTimeout == null ? "" : "; SET statement_timeout = " + queryTimeout.toMillis()) + "; COMMIT";
            return ofApplication == null || ofApplication.isBlank() ? ours : ofApplication + "; " + ours;
        }

        @Override
        public String lockTimeout(int millis) {
            return "SET lock_timeout = " + millis;
        }

        @Override
        public String planAsUsual() {
            return "SET LOCAL enable_seqscan = on; SET LOCAL enable_bitmapscan = on";
        }

        /** Without these, a server that vanishes without a word is noticed only when TCP gives up, after many minutes. */
        @Override
        public Map<String, String> connectionProperties(Duration socketTimeout) {
            return Map.of("tcpKeepAlive", "true", "socketTimeout", String.valueOf(Math.max(1, socketTimeout.toSeconds())));
        }

        /**
         * Uses a scalar sub-select, which is evaluated once per statement. Unlike the plain volatile function, it can be an
         * index condition.
         */
        @Override
        public String now() {
            return "(SELECT clock_timestamp() + ? * interval '1 microsecond')";
        }

        @Override
        public String plusMicros(String time, String micros) {
            return "(" + time + " + " + micros + " * interval '1 microsecond')";
        }

        @Override
        public String upsert(String table, String key, String column) {
            return "INSERT INTO " + table + " (" + key + ", " + column + ") VALUES (?, ?) ON CONFLICT (" + key
                    + ") DO UPDATE SET " + column + " = EXCLUDED." + column;
        }

        /** Passes the keys as an array. Otherwise PostgreSQL, which does not know the limit, joins the whole table. */
        @Override
        public String deleteOldest(String table, String key, String time, String condition) {
            return "DELETE FROM " + table + " WHERE " + key + " = ANY(ARRAY(SELECT " + key + " FROM " + table + " WHERE " + time
                    + " < ? AND " + condition + " ORDER BY " + time + " LIMIT ?))";
        }
    },

    H2("h2") {

        @Override
        public boolean notifies() {
            return false;
        }

        /** H2's own time stands still during a transaction. An embedded H2 runs in our process, so our clock is the same. */
        @Override
        public boolean sharesOurClock() {
            return true;
        }

        @Override
        public boolean commitsDdl() {
            return true;
        }

        /**
         * After a failed statement of the other transaction, H2 waits for that transaction without a limit, and uses a whole
         * processor core while it waits.
         */
        @Override
        public boolean waitsReliably() {
            return false;
        }

        @Override
        public String lock(long id) {
            return null;
        }

        @Override
        public String unlock(long id) {
            return null;
        }

        @Override
        public String initialSql(String ofApplication, Duration queryTimeout) {
            String ours = lockTimeout(LOCK_TIMEOUT_MILLIS)
                    + (queryTimeout == null ? "" : "; SET QUERY_TIMEOUT " + queryTimeout.toMillis());
            return ofApplication == null || ofApplication.isBlank() ? ours : ofApplication + "; " + ours;
        }

        @Override
        public String lockTimeout(int millis) {
            return "SET LOCK_TIMEOUT " + millis;
        }

        @Override
        public String planAsUsual() {
            return null;
        }

        @Override
        public Map<String, String> connectionProperties(Duration socketTimeout) {
            return Map.of();
        }

        @Override
        public String now() {
            return "CAST(? AS timestamp(6) with time zone)";
        }

        @Override
        public String plusMicros(String time, String micros) {
            return "DATEADD(MICROSECOND, " + micros + ", " + time + ")";
        }

        @Override
        public String upsert(String table, String key, String column) {
            return "MERGE INTO " + table + " (" + key + ", " + column + ") KEY (" + key + ") VALUES (?, ?)";
        }

        /** H2 would run a sub-select again for each row. It does not need one. */
        @Override
        public String deleteOldest(String table, String key, String time, String condition) {
            return "DELETE FROM " + table + " WHERE " + time + " < ? AND " + condition + " FETCH FIRST ? ROWS ONLY";
        }
    };

    /**
     * No statement waits longer than this for a row, because many other rows wait for the statement. A row that is locked for
     * longer is set aside and tried again by itself.
     */
    public static final int LOCK_TIMEOUT_MILLIS = 250;

    private final String kind;

    Dialect(String kind) {
        this.kind = kind;
    }

    /** {@return the name of this kind of database, as in {@code db-kind} and in the folders of the schema files} */
    public String kind() {
        return kind;
    }

    /** {@return the dialect for a kind of database, or null if the engine does not support it} */
    public static Dialect of(String kind) {
        for (Dialect dialect : values()) {
            if (dialect.kind.equals(kind)) {
                return dialect;
            }
        }
        return null;
    }

    /** {@return whether the database supports LISTEN and NOTIFY; one connection is reserved for it} */
    public abstract boolean notifies();

    /**
     * {@return whether the clock of this process is the store's clock} If so, the parameter of {@link #now()} is the time;
     * otherwise it is an offset in microseconds.
     */
    public abstract boolean sharesOurClock();

    /** {@return whether each DDL statement commits the transaction} */
    public abstract boolean commitsDdl();

    /** {@return whether a statement that waits for a row gives up when the lock timeout is over} */
    public abstract boolean waitsReliably();

    /**
     * {@return a statement that waits for a lock; null if there are no such locks} The lock is held until it is released or the
     * connection is closed.
     */
    public abstract String lock(long id);

    /** {@return a statement that releases that lock, or null} */
    public abstract String unlock(long id);

    /**
     * {@return the SQL that each new connection of the engine executes first}
     *
     * @param ofApplication the SQL that the application has configured for its own connections, or null
     * @param queryTimeout how long a statement may take, or null for no limit
     */
    public abstract String initialSql(String ofApplication, Duration queryTimeout);

    /** {@return a statement that limits how long the statements of this connection wait for a lock} */
    public abstract String lockTimeout(int millis);

    /** {@return a statement that undoes, for one transaction, what makes the engine's statements use indexes; or null} */
    public abstract String planAsUsual();

    /** {@return properties of the driver for connections whose server may take this long to answer} */
    public abstract Map<String, String> connectionProperties(Duration socketTimeout);

    /** {@return an expression for the current time, which has one parameter} */
    public abstract String now();

    /** {@return an expression that adds microseconds to a time} */
    public abstract String plusMicros(String time, String micros);

    /** {@return a statement that sets a column of a row, new or not; its parameters are the key and the value} */
    public abstract String upsert(String table, String key, String column);

    /** {@return a statement that deletes the oldest rows before a time; its parameters are the time and the maximum count} */
    public abstract String deleteOldest(String table, String key, String time, String condition);
}
