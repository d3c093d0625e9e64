package io.quarkiverse.activities.runtime.store.sql;

import java.util.List;
import java.util.stream.Stream;

import io.quarkiverse.activities.runtime.execution.State;
import io.quarkiverse.activities.runtime.query.ActivityField;
import io.quarkiverse.activities.runtime.query.Field;
import io.quarkiverse.activities.runtime.query.StatusNames;
import io.quarkiverse.activities.runtime.store.jdbc.Dialect;

/**
 * One of the two tables of activities.
 *
 * @param closed whether it holds closed executions
 */
record ActivityTable(Dialect dialect, boolean closed) implements QueryTable {

    private static final String NOT_CLOSED = "CAST(NULL AS timestamp(6) with time zone)";

    @Override
    public String name() {
        return closed ? "activity_execution_closed" : "activity_execution";
    }

    @Override
    public String selected() {
        return "run_id, activity_id, activity_type, task_queue, state, attempt, priority, scheduled_at, start_delay,"
                + " last_failure_type, " + (closed ? "closed_at" : NOT_CLOSED + " AS closed_at");
    }

    @Override
    public String visible() {
        return closed ? "NOT deleted" : "TRUE";
    }

    @Override
    public String column(Field field) {
        return switch ((ActivityField) field) {
            case ACTIVITY_ID -> "activity_id";
            case RUN_ID -> "run_id";
            case ACTIVITY_TYPE -> "activity_type";
            case TASK_QUEUE -> "task_queue";
            case EXECUTION_STATUS -> "state";
            case START_TIME -> "scheduled_at";
            case EXECUTION_TIME -> dialect.plusMicros("scheduled_at", "start_delay");
            case CLOSE_TIME -> closed ? "closed_at" : NOT_CLOSED;
            case ATTEMPT -> "attempt";
            case LAST_FAILURE_TYPE -> "last_failure_type";
            case PRIORITY -> "priority";
        };
    }

    @Override
    public String withStatus(List<Object> statuses) {
        return QueryTable.statesIn(Stream.of(State.values())
                .filter(state -> state.isClosed() == closed && statuses.contains(state.status())).map(State::code).toList());
    }

    @Override
    public String statusName(short state) {
        return StatusNames.of(State.of(state).status());
    }
}
