package io.quarkiverse.activities.workflow.runtime.replay;

/** Thrown when a journal cannot be read. The run is blocked: the engine never guesses. */
public final class JournalFormatException extends RuntimeException {

    /** Creates an exception. */
    public JournalFormatException(String message) {
        super(message);
    }

    /** Creates an exception with a cause. */
    public JournalFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
