package io.quarkiverse.activities.runtime.store.sql;

/** The parts of the hot statements that define a transition. They are the same for each database. */
public final class SqlFragments {

    static final String WAITING = "state = 0";
    /** In progress with no reset pending: a completion closes the execution without a decision of the state machine. */
    static final String COMPLETABLE = "state BETWEEN 1 AND 3";
    static final String STARTED = "state = 1";

    /** The columns that a copy of a row has in common with it, whichever run it belongs to. */
    public static final String CARRIED_VALUES = "activity_type, task_queue, attempt, fence, priority, scheduled_at,"
            + " started_at, heartbeat_at, schedule_to_close, schedule_to_start, start_to_close, heartbeat_timeout,"
            + " start_delay, retry_initial_interval, retry_coefficient, retry_maximum_interval, retry_maximum_attempts,"
            + " retry_non_retryable, input, header, heartbeat_details, heartbeat_count, last_failure, failed_attempts,"
            + " requests, original_options, option_sources, last_failure_type, lost_attempts, on_failure, sequence";
    /** The columns that move unchanged from an open row to a closed row. */
    static final String CARRIED = "run_id, activity_id, scope, " + CARRIED_VALUES;

    /** How many bytes the payloads of a row take. */
    public static final String PAYLOAD_SIZE = "(COALESCE(OCTET_LENGTH(input), 0) + COALESCE(OCTET_LENGTH(header), 0)"
            + " + COALESCE(OCTET_LENGTH(heartbeat_details), 0) + COALESCE(OCTET_LENGTH(last_failure), 0))";
    /** Larger payloads are not part of a claim, so that hundreds of tasks fit into memory. */
    private static final int LARGE = 65_536;

    /** The columns that a claim returns. {@link TaskRow} reads them. */
    static final String TASK = "run_id, activity_id, activity_type, task_queue, attempt, fence, scheduled_at, dispatch_at,"
            + " started_at, schedule_to_close, start_to_close, heartbeat_timeout, priority, " + ifSmall("input") + ", "
            + ifSmall("header") + ", " + ifSmall("heartbeat_details") + ", deadline_at, " + ifSmall("last_failure")
            + ", CASE WHEN " + PAYLOAD_SIZE + " > " + LARGE + " THEN " + PAYLOAD_SIZE + " ELSE 0 END";

    private static String ifSmall(String column) {
        return "CASE WHEN " + PAYLOAD_SIZE + " <= " + LARGE + " THEN " + column + " END";
    }

    private SqlFragments() {
    }
}
