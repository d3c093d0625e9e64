package io.quarkiverse.activities.runtime.query;

/** A field of a query. */
public interface Field {

    /** {@return the name of the field in a query} */
    String spelling();

    Kind kind();

    /** {@return whether executions can be counted by the values of this field} */
    boolean isGroupable();
}
