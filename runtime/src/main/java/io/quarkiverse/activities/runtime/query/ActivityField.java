package io.quarkiverse.activities.runtime.query;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.activities.ActivityStatus;

/** The fields of activities. They have the same names as in Temporal, if Temporal has the field. */
public enum ActivityField implements Field {
    ACTIVITY_ID("ActivityId", Kind.TEXT),
    RUN_ID("RunId", Kind.RUN_ID),
    ACTIVITY_TYPE("ActivityType", Kind.TEXT),
    TASK_QUEUE("TaskQueue", Kind.TEXT),
    EXECUTION_STATUS("ExecutionStatus", Kind.STATUS),
    START_TIME("StartTime", Kind.TIME),
    EXECUTION_TIME("ExecutionTime", Kind.TIME),
    CLOSE_TIME("CloseTime", Kind.TIME),
    ATTEMPT("Attempt", Kind.NUMBER),
    LAST_FAILURE_TYPE("LastFailureType", Kind.TEXT),
    PRIORITY("Priority", Kind.NUMBER);

    static final Vocabulary VOCABULARY = new Vocabulary(List.of(values()), statuses());

    private final String spelling;
    private final Kind kind;

    ActivityField(String spelling, Kind kind) {
        this.spelling = spelling;
        this.kind = kind;
    }

    private static Map<String, Object> statuses() {
        Map<String, Object> statuses = new LinkedHashMap<>();
        for (ActivityStatus status : ActivityStatus.values()) {
            statuses.put(StatusNames.of(status), status);
        }
        return statuses;
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
        return this == EXECUTION_STATUS || this == ACTIVITY_TYPE || this == TASK_QUEUE;
    }
}
