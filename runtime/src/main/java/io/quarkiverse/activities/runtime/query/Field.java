package io.quarkiverse.activities.runtime.query;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The fields of a query. They have the same names as in Temporal, if Temporal has the field. */
public enum Field {
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

    private final String spelling;
    private final Kind kind;

    Field(String spelling, Kind kind) {
        this.spelling = spelling;
        this.kind = kind;
    }

    /** {@return the name of the field in a query} */
    public String spelling() {
        return spelling;
    }

    Kind kind() {
        return kind;
    }

    boolean isGroupable() {
        return this == EXECUTION_STATUS || this == ACTIVITY_TYPE || this == TASK_QUEUE;
    }

    /** {@return the field with that name, ignoring case, or null} */
    static Field of(String word) {
        for (Field field : values()) {
            if (field.spelling.equalsIgnoreCase(word)) {
                return field;
            }
        }
        return null;
    }

    static String all() {
        return Arrays.stream(values()).map(Field::spelling).collect(Collectors.joining(", "));
    }

    static String groupable() {
        return Arrays.stream(values()).filter(Field::isGroupable).map(Field::spelling).collect(Collectors.joining(", "));
    }
}
