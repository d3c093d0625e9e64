package io.quarkiverse.activities.runtime.definition;

/** How an activity method returns its result. */
public enum ReturnKind {
    VALUE,
    VOID,
    UNI,
    STAGE;

    public boolean isAsync() {
        return this == UNI || this == STAGE;
    }
}
