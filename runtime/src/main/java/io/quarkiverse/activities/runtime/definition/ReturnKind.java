package io.quarkiverse.activities.runtime.definition;

/** How an activity method hands back its result. */
public enum ReturnKind {
    VALUE,
    VOID,
    UNI,
    STAGE;

    public boolean isAsync() {
        return this == UNI || this == STAGE;
    }
}
