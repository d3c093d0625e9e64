package io.quarkiverse.activities.workflow.runtime.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.activities.runtime.query.Field;
import io.quarkiverse.activities.runtime.query.Kind;
import io.quarkiverse.activities.runtime.query.Vocabulary;
import io.quarkiverse.activities.workflow.WorkflowStatus;

/** The fields of runs in queries. They have the same names as in Temporal, if Temporal has the field. */
public enum RunField implements Field {
    WORKFLOW_ID("WorkflowId", Kind.TEXT),
    RUN_ID("RunId", Kind.RUN_ID),
    WORKFLOW_TYPE("WorkflowType", Kind.TEXT),
    TASK_QUEUE("TaskQueue", Kind.TEXT),
    EXECUTION_STATUS("ExecutionStatus", Kind.STATUS),
    START_TIME("StartTime", Kind.TIME),
    EXECUTION_TIME("ExecutionTime", Kind.TIME),
    CLOSE_TIME("CloseTime", Kind.TIME),
    PARENT_WORKFLOW_ID("ParentWorkflowId", Kind.TEXT),
    PARENT_RUN_ID("ParentRunId", Kind.RUN_ID),
    ATTEMPT("Attempt", Kind.NUMBER),
    PRIORITY("Priority", Kind.NUMBER),
    TASK_PROBLEM("TaskProblem", Kind.TEXT);

    public static final Vocabulary VOCABULARY = new Vocabulary(List.of(values()), statuses());

    private final String spelling;
    private final Kind kind;

    RunField(String spelling, Kind kind) {
        this.spelling = spelling;
        this.kind = kind;
    }

    private static Map<String, WorkflowStatus> statuses() {
        Map<String, WorkflowStatus> statuses = new LinkedHashMap<>();
        for (WorkflowStatus status : WorkflowStatus.values()) {
            statuses.put(nameOf(status), status);
        }
        return statuses;
    }

    /** {@return the name of a status in queries and their results, which is the same as in Temporal} */
    static String nameOf(WorkflowStatus status) {
        return switch (status) {
            case RUNNING -> "Running";
            case COMPLETED -> "Completed";
            case FAILED -> "Failed";
            case CANCELED -> "Canceled";
            case TERMINATED -> "Terminated";
            case TIMED_OUT -> "TimedOut";
            case CONTINUED_AS_NEW -> "ContinuedAsNew";
        };
    }

    @Override
    public String spelling() {
        return spelling;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public boolean isGroupable() {
        return this == EXECUTION_STATUS || this == WORKFLOW_TYPE || this == TASK_QUEUE;
    }
}
