package io.quarkiverse.activities.workflow.test.plan;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import io.quarkiverse.activities.test.store.plan.FilledRows;

/** Fills the tables of workflows with open runs and with history. The database generates the rows. */
final class FilledWorkflows {

    static final int OPEN = 20_000;
    static final int CLOSED = 20_000;
    static final String QUEUE = "plans";
    static final List<String> KINDS = List.of("1 Order", "1 Trip");
    /** The queue of the open activities of some runs; the others have another one. */
    static final String STEPS = "steps";

    /** The numbers of open runs in the states that they are in. The others sleep. */
    static final int READY = 3_000;
    static final int OWNED = 5_000;
    static final int BLOCKED = 5_200;
    /** The number of the run that has had so many activities, of which it has not seen two. */
    static final int LONG = 7_000;
    static final int ACTIVITIES = 1_000;
    /** The numbers of the runs that have {@link #CHILDREN} children each begin here. */
    static final int PARENT = 9_000;
    static final int CHILDREN = 100;
    /** The runs with messages that no task has taken begin here. */
    static final int TOLD = 15_000;
    static final int MESSAGES = 100;
    /** The runs with an outbox begin here. */
    static final int SENDER = 12_000;

    private static final String TYPE = "CASE WHEN i % 2 = 0 THEN 'Order' ELSE 'Trip' END";

    /** Each tenth run is in another queue. Of those that sleep, each tenth waits for a signal only, some are overdue. */
    private static final String OPEN_RUNS = "INSERT INTO workflow_execution (run_id, workflow_id, workflow_type, rules_version,"
            + " task_queue, priority, state, ready_at, owner, epoch, inbox, seen, chunks, task_timeout, deadline_at,"
            + " scheduled_at, first_run_id, blocked_by, parent_run_id, parent_workflow_id, parent_number, parent_close)"
            + " SELECT run, 'open-' || i, " + TYPE + ", 1, CASE WHEN i % 10 = 0 THEN 'other' ELSE '" + QUEUE + "' END, i % 6,"
            + " state, CASE WHEN state = 1 THEN now() - (" + READY + " + 1 - i) * interval '1 second'"
            + " WHEN state > 1 THEN now() + interval '1 hour'"
            + " WHEN i % 10 <> 1 THEN now() + interval '1 hour' + i * interval '1 second' END,"
            + " CASE WHEN state = 2 THEN " + FilledRows.id("0000", "i % 10") + " END, 1,"
            + " CASE WHEN i = " + LONG + " THEN " + ACTIVITIES + " ELSE 2 END,"
            + " CASE WHEN i = " + LONG + " THEN " + (ACTIVITIES - 2) + " ELSE 1 END,"
            + " CASE WHEN i % 4 = 0 THEN 1 ELSE 0 END, 3600000000,"
            + " CASE WHEN state = 0 AND i % 20 = 5 THEN now() - interval '1 hour' + i * interval '10 milliseconds'"
            + " WHEN i % 3 = 0 THEN now() + interval '1 day' END, now() - interval '2 hours', run,"
            + " CASE WHEN state = 3 THEN 'build-1' END, CASE WHEN child THEN " + FilledRows.id("0193", PARENT + " + i % 20")
            + " END,"
            + " CASE WHEN child THEN 'parent' END, CASE WHEN child THEN i ELSE 0 END, CASE WHEN child THEN i / 20 % 3 ELSE 0 END"
            + " FROM (SELECT i, " + FilledRows.id("0193", "i") + " AS run, i > " + PARENT + " + 1000 AND i <= " + PARENT
            + " + 1000 + 20 * "
            + CHILDREN + " AS child, CASE WHEN i <= " + READY + " THEN 1 WHEN i <= " + OWNED + " THEN 2 WHEN i <= " + BLOCKED
            + " THEN 3 ELSE 0 END AS state FROM " + numbers(OPEN) + ") AS runs";

    /**
     * The oldest run closed 28 days ago. Each 20th did not complete. Of the older half, each 20th is a run of the same Workflow
     * Id.
     */
    private static final String CLOSED_RUNS = "INSERT INTO workflow_execution_closed (run_id, workflow_id, workflow_type,"
            + " rules_version, task_queue, state, chunks, task_timeout, scheduled_at, closed_at, first_run_id)"
            + " SELECT run, CASE WHEN i % 20 = 0 AND i <= " + CLOSED / 2 + " THEN 'nightly' ELSE 'closed-' || i END, " + TYPE
            + ", 1, '" + QUEUE
            + "', CASE WHEN i % 20 = 7 THEN 11 + i / 20 % 4 ELSE 10 END, 2, 1, closed, closed, run FROM (SELECT i, "
            + FilledRows.id("0192", "i") + " AS run, now() - interval '28 days' + i * interval '2 minutes' AS closed FROM "
            + numbers(CLOSED) + ") AS runs";

    private static final String JOURNAL = "INSERT INTO workflow_journal (run_id, chunk, journal_chunk) SELECT %s, %s,"
            + " 'journal 1' FROM %s";
    private static final String MESSAGE = "INSERT INTO workflow_message (run_id, message_kind, message_name, request_id,"
            + " sent_at, taken_turn) SELECT %s, 1, 'word', 'request-' || i, now(), %s FROM %s";
    private static final String VALUE = "INSERT INTO workflow_value (run_id, value_kind, value_name, value_text, written_at)"
            + " SELECT %s, 2, 'state', 'fine', now() FROM %s";
    private static final String OUTBOX = "INSERT INTO workflow_outbox (run_id, outbox_kind, outbox_number, target_workflow_id,"
            + " message_name) SELECT " + FilledRows.id("0193", SENDER + " + i % 2500") + ", 1, i, 'nobody', 'word' FROM "
            + numbers(5_000);

    private static final String OPTIONS = "schedule_to_close, schedule_to_start, start_to_close, heartbeat_timeout, start_delay,"
            + " retry_initial_interval, retry_coefficient, retry_maximum_interval, retry_maximum_attempts, input";
    private static final String OPTION_VALUES = "0, 0, 60000000, 0, 0, 1000000, 2, 100000000, 0, '\\x01'::bytea";
    private static final String CLOSED_ACTIVITIES = "INSERT INTO activity_execution_closed (run_id, activity_id, activity_type,"
            + " task_queue, state, attempt, fence, priority, scheduled_at, closed_at, scope, sequence, arrival, " + OPTIONS
            + ") SELECT gen_random_uuid(), scope || '/a' || number, 'Step', '" + STEPS + "', 10, 1, 1, 3, now(), now(), scope,"
            + " number, number, " + OPTION_VALUES + " FROM (SELECT %s AS scope, %s AS number FROM %s) AS activities";
    private static final String OPEN_ACTIVITIES = "INSERT INTO activity_execution (run_id, activity_id, activity_type,"
            + " task_queue, state, attempt, fence, priority, claim_rank, dispatch_at, scheduled_at, scope, sequence, " + OPTIONS
            + ") SELECT " + FilledRows.id("0194", "i") + ", scope || '/a1', 'Step', CASE WHEN i > 2500 THEN '" + STEPS
            + "' ELSE 'other' END, 0, 1, 0, 3, 3,"
            + " now() - interval '1 minute', now() - interval '1 minute', scope, 1, " + OPTION_VALUES + " FROM (SELECT i, "
            + FilledRows.id("0193", BLOCKED + " + i") + " AS scope FROM " + numbers(5_000) + ") AS activities";

    private FilledWorkflows() {
    }

    static void fill(DataSource database) throws SQLException {
        String open = FilledRows.id("0193", "i");
        String closed = FilledRows.id("0192", "i");
        String closedTwice = FilledRows.id("0192", "(i + 1) / 2");
        execute(database, OPEN_RUNS, CLOSED_RUNS,
                JOURNAL.formatted(FilledRows.id("0193", "i * 4"), "1", numbers(OPEN / 4)),
                JOURNAL.formatted(closedTwice, "i % 2 + 1", numbers(CLOSED * 2)),
                MESSAGE.formatted(open, "1", numbers(OPEN)), MESSAGE.formatted(closedTwice, "1", numbers(CLOSED * 2)),
                MESSAGE.formatted(FilledRows.id("0193", TOLD + " + i"), "NULL", numbers(MESSAGES)).replace("'request-'",
                        "'untaken-'"),
                VALUE.formatted(open, numbers(OPEN)), VALUE.formatted(closed, numbers(CLOSED)), OUTBOX,
                CLOSED_ACTIVITIES.formatted(open, "1", numbers(OPEN)),
                CLOSED_ACTIVITIES.formatted(closedTwice, "i % 2 + 1", numbers(CLOSED * 2)),
                CLOSED_ACTIVITIES.formatted(FilledRows.id("0193", "" + LONG), "i + 1", numbers(ACTIVITIES - 1)),
                OPEN_ACTIVITIES,
                "VACUUM ANALYZE");
    }

    static void execute(DataSource database, String... statements) throws SQLException {
        try (Connection connection = database.getConnection()) {
            FilledRows.execute(connection, statements);
        }
    }

    private static String numbers(int count) {
        return "generate_series(1, " + count + ") AS i";
    }
}
