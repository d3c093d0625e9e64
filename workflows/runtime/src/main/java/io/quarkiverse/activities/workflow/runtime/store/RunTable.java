package io.quarkiverse.activities.workflow.runtime.store;

import java.util.List;
import java.util.stream.Stream;

import io.quarkiverse.activities.runtime.query.Field;
import io.quarkiverse.activities.runtime.store.jdbc.Dialect;
import io.quarkiverse.activities.runtime.store.sql.QueryTable;

/**
 * One of the two tables of runs.
 *
 * @param closed whether it holds closed runs
 */
record RunTable(Dialect dialect, boolean closed) implements QueryTable {

    private static final String NOT_CLOSED = "CAST(NULL AS timestamp(6) with time zone)";
    private static final String NO_PROBLEM = "CAST(NULL AS varchar)";
    private static final String PROBLEM = "CASE WHEN state = " + RunState.BLOCKED.code()
            + " THEN 'Blocked' WHEN state = " + RunState.PAUSED.code()
            + " THEN 'Paused' WHEN task_failure IS NOT NULL THEN 'Failed' END";

    @Override
    public String name() {
        return closed ? "workflow_execution_closed" : "workflow_execution";
    }

    @Override
    public String selected() {
        return "run_id, workflow_id, workflow_type, task_queue, state, attempt, priority, scheduled_at, start_delay,"
                + " parent_workflow_id, " + column(RunField.CLOSE_TIME) + " AS closed_at, " + column(RunField.TASK_PROBLEM)
                + " AS problem";
    }

    @Override
    public String visible() {
        return "TRUE";
    }

    @Override
    public String column(Field field) {
        return switch ((RunField) field) {
            case WORKFLOW_ID -> "workflow_id";
            case RUN_ID -> "run_id";
            case WORKFLOW_TYPE -> "workflow_type";
            case TASK_QUEUE -> "task_queue";
            case EXECUTION_STATUS -> "state";
            case START_TIME -> "scheduled_at";
            case EXECUTION_TIME -> dialect.plusMicros("scheduled_at", "start_delay");
            case CLOSE_TIME -> closed ? "closed_at" : NOT_CLOSED;
            case PARENT_WORKFLOW_ID -> "parent_workflow_id";
            case PARENT_RUN_ID -> "parent_run_id";
            case ATTEMPT -> "attempt";
            case PRIORITY -> "priority";
            case TASK_PROBLEM -> closed ? NO_PROBLEM : PROBLEM;
        };
    }

    @Override
    public String withStatus(List<Object> statuses) {
        return QueryTable.statesIn(Stream.of(RunState.values())
                .filter(state -> state.isClosed() == closed && statuses.contains(state.status()))
                .map(state -> (short) state.code()).toList());
    }

    @Override
    public String statusName(short state) {
        return RunField.nameOf(RunState.of(state).status());
    }
}
