package io.quarkiverse.activities.runtime.store.sql;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

import io.quarkiverse.activities.runtime.query.Field;

/** A table that queries search. */
public interface QueryTable {

    /** {@return the name of the table} */
    String name();

    /** {@return what a list selects} It begins with the run ID, and has as many columns as that of the other table. */
    String selected();

    /** {@return the condition on the rows that a query without a condition finds} */
    String visible();

    /** {@return the value of a field in SQL} */
    String column(Field field);

    /** {@return the condition on rows with one of these statuses} For other statuses the database need not read the table. */
    String withStatus(List<Object> statuses);

    /** {@return the name of the status that the state with this code belongs to} */
    String statusName(short state);

    /** {@return a condition on the states that this table can hold} */
    static String statesIn(Collection<Short> states) {
        TreeSet<Short> codes = new TreeSet<>(states);
        if (codes.isEmpty()) {
            return "FALSE";
        }
        // Our own literals, not bound: otherwise the planner cannot see that a partial index applies
        return codes.size() == 1 ? "state = " + codes.first()
                : "state IN (" + codes.toString().replaceAll("[\\[\\]]", "") + ")";
    }
}
