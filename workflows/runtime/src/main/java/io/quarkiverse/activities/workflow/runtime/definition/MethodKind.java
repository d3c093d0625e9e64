package io.quarkiverse.activities.workflow.runtime.definition;

/** The purpose of a method of a workflow class. */
public enum MethodKind {
    WORKFLOW("the workflow method"),
    SIGNAL("a signal"),
    QUERY("a query"),
    UPDATE("an update"),
    VALIDATOR("a validator");

    private final String text;

    MethodKind(String text) {
        this.text = text;
    }

    /** {@return the kind as messages name it} */
    public String text() {
        return text;
    }
}
