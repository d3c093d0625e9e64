package io.quarkiverse.activities.runtime.store.jdbc;

/**
 * What differs between the databases that the engine works with. This is the only class that asks which one it is, except for
 * the two places that choose between whole sets of statements.
 */
public enum Dialect {

    POSTGRESQL("postgresql") {

        /**
         * All statements of the engine follow an index, in its order. One that PostgreSQL planned while a table was empty would
         * read, or sort, all of it when it is full, until statistics say so: minutes in which a backlog grows. Committed, or
         * the
         * first rollback would undo it.
         */
        private static final String BY_INDEX = "SET enable_seqscan = off; SET enable_bitmapscan = off; SET jit = off; COMMIT";

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
        public String lock(long id) {
            return "SELECT pg_advisory_xact_lock(" + id + ")";
        }

        @Override
        public String initialSql(String ofApplication) {
            return ofApplication == null || ofApplication.isBlank() ? BY_INDEX : ofApplication + "; " + BY_INDEX;
        }

        /**
         * A scalar sub-select is computed once a statement, and unlike the bare volatile function it can be compared with an
         * index.
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

        /** PostgreSQL joins the whole table where it does not know the limit, unless the keys come as an array. */
        @Override
        public String deleteOldest(String table, String key, String time) {
            return "DELETE FROM " + table + " WHERE " + key + " = ANY(ARRAY(SELECT " + key + " FROM " + table + " WHERE " + time
                    + " < ? ORDER BY " + time + " LIMIT ?))";
        }
    },

    H2("h2") {

        @Override
        public boolean notifies() {
            return false;
        }

        /** Time stands still in a transaction of H2's; an embedded one shares our process, so its clock is ours. */
        @Override
        public boolean sharesOurClock() {
            return true;
        }

        @Override
        public boolean commitsDdl() {
            return true;
        }

        @Override
        public String lock(long id) {
            return null;
        }

        @Override
        public String initialSql(String ofApplication) {
            return ofApplication;
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

        /** H2 would ask a sub-select again for each row, and can do without one. */
        @Override
        public String deleteOldest(String table, String key, String time) {
            return "DELETE FROM " + table + " WHERE " + time + " < ? FETCH FIRST ? ROWS ONLY";
        }
    };

    private final String kind;

    Dialect(String kind) {
        this.kind = kind;
    }

    /** {@return the name of this kind of database, as datasources and the folders of the schema files spell it} */
    public String kind() {
        return kind;
    }

    /** {@return the dialect of that kind of database, or null if the engine does not know it} */
    public static Dialect of(String kind) {
        for (Dialect dialect : values()) {
            if (dialect.kind.equals(kind)) {
                return dialect;
            }
        }
        return null;
    }

    /** {@return whether there is LISTEN and NOTIFY, on a connection that is kept for it} */
    public abstract boolean notifies();

    /** {@return whether the clock of this process is the one that counts: {@link #now()} takes a time, else an offset} */
    public abstract boolean sharesOurClock();

    /** {@return whether each statement that changes the schema commits by itself} */
    public abstract boolean commitsDdl();

    /** {@return a statement that waits for a lock and keeps it until the transaction ends, or null if there is no such lock} */
    public abstract String lock(long id);

    /**
     * {@return what a new connection of the engine executes first} @param ofApplication what the application's does, or null
     */
    public abstract String initialSql(String ofApplication);

    /** {@return the expression for the current time, with one parameter in it} */
    public abstract String now();

    /** {@return the expression for so many microseconds after a time} */
    public abstract String plusMicros(String time, String micros);

    /** {@return a statement that sets a column in the row with a key, new or not; its parameters are the key and the value} */
    public abstract String upsert(String table, String key, String column);

    /** {@return a statement that deletes the oldest rows before a time; its parameters are the time, and how many at most} */
    public abstract String deleteOldest(String table, String key, String time);
}
