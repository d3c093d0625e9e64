package io.quarkiverse.activities.failure;

/** The Activity Execution is in a state that does not allow what was asked for. Nothing was changed. */
public class ActivityStateException extends ActivityException {

    private final String verb;
    private final String state;

    /** Made by the engine, and by tests. */
    public ActivityStateException(String verb, String state, String message) {
        super(message);
        this.verb = verb;
        this.state = state;
    }

    /** {@return what was asked for} */
    public String verb() {
        return verb;
    }

    /** {@return the state the execution is in} */
    public String state() {
        return state;
    }
}
