package io.quarkiverse.activities.workflow;

import java.util.Objects;

/** Which open runs {@link WorkflowClient#check(WorkflowCheckOptions)} replays. Immutable: every method returns a new object. */
public final class WorkflowCheckOptions {

    /** How many problems a check reports with their details. It counts all of them. */
    public static final int MOST_PROBLEMS = 100;

    private static final WorkflowCheckOptions ALL = new WorkflowCheckOptions("", Integer.MAX_VALUE);

    private final String query;
    private final int mostPerType;

    private WorkflowCheckOptions(String query, int mostPerType) {
        this.query = query;
        this.mostPerType = mostPerType;
    }

    /** {@return options that check all open runs} */
    public static WorkflowCheckOptions all() {
        return ALL;
    }

    /** {@return the same options for those open runs that a query finds} See {@link WorkflowClient#list(String)}. */
    public WorkflowCheckOptions query(String newQuery) {
        return new WorkflowCheckOptions(Objects.requireNonNull(newQuery, "query"), mostPerType);
    }

    /**
     * {@return the same options for at most so many runs of each Workflow Type and version} Those that were started last are
     * checked.
     *
     * @throws IllegalArgumentException if the number is less than 1
     */
    public WorkflowCheckOptions mostPerType(int runs) {
        if (runs < 1) {
            throw new IllegalArgumentException("At least one run of each type must be checked, but this is " + runs);
        }
        return new WorkflowCheckOptions(query, runs);
    }

    /** {@return which open runs are checked; empty for all} */
    public String query() {
        return query;
    }

    /** {@return how many runs of each Workflow Type and version are checked at most} */
    public int mostPerType() {
        return mostPerType;
    }
}
