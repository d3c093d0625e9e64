package io.quarkiverse.activities.failure;

/** Thrown when the state of an Activity Execution does not allow an operation. Nothing was changed. */
public class ActivityStateException extends ActivityException {

    private final String verb;
    private final String state;

    /** Created by the engine, and by tests. */
    public ActivityStateException(String verb, String state, String message) {
        super(message);
        this.verb = verb;
        this.state = state;
    }

    /** {@return the operation that was refused} */
    public String verb() {
        return verb;
    }

    /** {@return the state the execution is in} */
    public String state() {
        return state;
    }
}
