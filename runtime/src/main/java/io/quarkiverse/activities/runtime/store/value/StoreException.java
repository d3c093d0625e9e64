package io.quarkiverse.activities.runtime.store.value;

/** Thrown when the database rejects a statement of the engine or cannot be reached. */
public class StoreException extends RuntimeException {

    private final boolean aboutData;

    /**
     * @param database a description of the database, for the message
     * @param aboutData whether the rows of the statement caused the error, not the connection
     */
    public StoreException(String database, boolean aboutData, Exception cause) {
        super("A database operation of the activities engine failed on " + database + ": " + cause.getMessage(), cause);
        this.aboutData = aboutData;
    }

    /** {@return whether the rows of the statement caused the error, not the connection; other rows may succeed without them} */
    public boolean isAboutData() {
        return aboutData;
    }
}
