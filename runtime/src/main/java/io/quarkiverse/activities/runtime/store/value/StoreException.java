package io.quarkiverse.activities.runtime.store.value;

/** Thrown when the database rejects a statement of the engine or cannot be reached. */
public class StoreException extends RuntimeException {

    private final Reason reason;

    /** Why an operation failed, which decides what to do next. */
    public enum Reason {
        /** The database cannot be used at all: every operation fails until it is back. */
        OUTAGE("failed"),
        /**
         * Another transaction has locked what the operation needs. The same operation succeeds later, and others succeed now.
         */
        BUSY("waited too long for a lock that another transaction holds"),
        /** The operation took longer than it may. */
        TIMEOUT("took longer than quarkus.activities.query-timeout"),
        /** The rows or values of this operation caused the error. Other rows may succeed without them. */
        DATA("failed");

        private final String what;

        Reason(String what) {
            this.what = what;
        }
    }

    /** @param database a description of the database, for the message */
    public StoreException(String database, Reason reason, Exception cause) {
        super("A database operation of the activities engine " + reason.what + " on " + database + ": " + cause.getMessage(),
                cause);
        this.reason = reason;
    }

    /** {@return whether the database cannot be used at all} */
    public boolean isOutage() {
        return reason == Reason.OUTAGE;
    }

    /** {@return whether another transaction has locked what the operation needs} */
    public boolean isBusy() {
        return reason == Reason.BUSY;
    }
}
