package io.quarkiverse.activities.runtime.store.value;

/** The database refused a statement of the engine or cannot be reached. */
public class StoreException extends RuntimeException {

    private final boolean aboutData;

    /**
     * @param database which database it is, for the message
     * @param aboutData whether the rows of the statement are to blame rather than the connection
     */
    public StoreException(String database, boolean aboutData, Exception cause) {
        super("The activities engine could not work with " + database + ": " + cause.getMessage(), cause);
        this.aboutData = aboutData;
    }

    /** {@return whether the rows of the statement are to blame rather than the connection: one of them may be sent alone} */
    public boolean isAboutData() {
        return aboutData;
    }
}
