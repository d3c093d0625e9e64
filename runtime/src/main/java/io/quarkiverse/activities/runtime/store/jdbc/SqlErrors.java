package io.quarkiverse.activities.runtime.store.jdbc;

import java.sql.SQLException;
import java.util.Set;

import io.quarkiverse.activities.runtime.store.value.StoreException.Reason;

/** Decides what a database error means for the operation that failed. */
public final class SqlErrors {

    /** No connection, no authorization, no such database or table, no resources, shutdown, system error. */
    private static final Set<String> OUTAGE_CLASSES = Set.of("08", "28", "3D", "3F", "42", "53", "58", "F0");
    /** PostgreSQL: read-only, and shutdown. H2: closed, broken, and not readable or writable. */
    private static final Set<String> OUTAGE_STATES = Set.of("25006", "57P01", "57P02", "57P03", "57P04", "90007", "90013",
            "90020", "90028", "90030", "90031", "90046", "90067", "90097", "90098", "90121", "90135", "90136", "HY000");
    /** A lock was not available in time: on PostgreSQL and on H2. */
    private static final Set<String> BUSY_STATES = Set.of("55P03", "HYT00");
    private static final String CANCELED = "57014";
    private static final String READ_ONLY = "25006";
    private static final String UNREACHABLE = "08001";
    /** An SQL state of a class that no database uses. */
    private static final String CONTENDED = "QA001";

    private SqlErrors() {
    }

    /** {@return what the error means} An error without a state means that no connection could be acquired. */
    static Reason reason(SQLException e) {
        String state = e.getSQLState();
        if (state == null || OUTAGE_STATES.contains(state)
                || state.length() == 5 && OUTAGE_CLASSES.contains(state.substring(0, 2))) {
            return Reason.OUTAGE;
        }
        if (BUSY_STATES.contains(state)) {
            return Reason.BUSY;
        }
        return CANCELED.equals(state) ? Reason.TIMEOUT : Reason.DATA;
    }

    /** {@return an error that means that no connection could be acquired, whatever the server has said} */
    static SQLException unreachable(SQLException cause) {
        return new SQLException(cause.getMessage(), UNREACHABLE, cause.getErrorCode(), cause);
    }

    /** {@return an error of one operation, because others did the same to the same rows again and again} */
    public static SQLException contended(String message) {
        return new SQLException(message, CONTENDED);
    }

    /** {@return whether to try again immediately: a deadlock, a serialization failure, or H2's concurrent update} */
    static boolean isTransient(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("40") || state.equals("90131"));
    }

    /** {@return whether an error of the database among the causes says that another transaction has locked something} */
    public static boolean isBusy(Throwable e) {
        SQLException cause = in(e);
        return cause != null && reason(cause) == Reason.BUSY;
    }

    /** {@return whether a connection that was open does not work any more} */
    static boolean isBroken(SQLException e) {
        String state = e.getSQLState();
        return state != null && state.startsWith("08") && !state.equals(UNREACHABLE);
    }

    /** {@return whether the server accepts no writes, for example because it is no longer the primary} */
    static boolean isReadOnly(SQLException e) {
        return READ_ONLY.equals(e.getSQLState());
    }

    /** {@return the first error of the database among the causes, or null} */
    static SQLException in(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
