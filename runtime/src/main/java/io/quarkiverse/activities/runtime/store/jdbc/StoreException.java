package io.quarkiverse.activities.runtime.store.jdbc;

import java.sql.SQLException;

/** The database refused a statement of the engine or cannot be reached. */
public class StoreException extends RuntimeException {

    public StoreException(String database, SQLException cause) {
        super("The activities engine could not work with " + database + ": " + cause.getMessage(), cause);
    }

    /** {@return whether the rows of the statement are to blame rather than the connection: one of them may be sent alone} */
    public boolean isAboutData() {
        String state = ((SQLException) getCause()).getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }
}
