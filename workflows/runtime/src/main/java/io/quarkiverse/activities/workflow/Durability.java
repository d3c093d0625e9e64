package io.quarkiverse.activities.workflow;

/** When a workflow goes on after a Local Activity or a step has returned. */
public enum Durability {

    /**
     * At once. The result is written shortly after, together with others. Nothing that depends on it leaves the process before
     * that, except what further Local Activities do. After a crash in these milliseconds, the method runs again.
     */
    WRITE_BEHIND,

    /** When the result has been committed. After that, the method never runs again. */
    IMMEDIATE
}
