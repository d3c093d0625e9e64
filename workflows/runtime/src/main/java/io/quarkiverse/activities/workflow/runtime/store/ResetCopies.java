package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.jdbc.Dialect;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.jdbc.StoreUnit;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;
import io.quarkiverse.activities.runtime.store.sql.SqlFragments;
import io.quarkiverse.activities.workflow.runtime.replay.ActivityIds;
import io.quarkiverse.activities.workflow.runtime.replay.Entry;

/** Copies what a run needs that repeats another one from a Workflow Task on. */
@Singleton
class ResetCopies {

    private static final String OUTCOME = SqlFragments.CARRIED_VALUES
            + ", result, failure, retry_state, last_worker, state, ended_at, closed_at";
    private static final String MESSAGE = "INSERT INTO workflow_message (run_id, message_kind, message_name, payload,"
            + " request_id, sent_at, taken_turn, outcome, result, failure) SELECT CAST(? AS uuid), message_kind, message_name,"
            + " payload, request_id, sent_at, ";
    /** The prefix that marks a reset request. Its request id is unique in the new run, as those of messages are. */
    private static final String REQUEST = "reset ";

    private final StoreTime time;
    private final RunMessages messages;
    private final RunOutbox outbox;
    private final RunReads reads;
    private final RunClosings closings;
    private final RepeatedActivities activities;
    private final Dialect dialect;
    private final String closed;
    private final String copyOutcome;
    private final String copyTaken;
    private final String copyAccepted;
    private final String copyUntaken;
    private final String move;
    private final String ids;
    private final String isFromRequest;
    private final String signals;
    private final String values;

    ResetCopies(StoreTime time, RunMessages messages, RunOutbox outbox, RunReads reads, RunClosings closings,
            RepeatedActivities activities, StoreUnit unit, PhysicalNames names) {
        this.time = time;
        this.messages = messages;
        this.outbox = outbox;
        this.reads = reads;
        this.closings = closings;
        this.activities = activities;
        dialect = unit.dialect();
        closed = names.apply("SELECT run_id, sequence FROM activity_execution_closed WHERE scope = ? ORDER BY arrival");
        copyOutcome = names.apply("INSERT INTO activity_execution_closed (run_id, activity_id, scope, arrival, " + OUTCOME
                + ") SELECT CAST(? AS uuid), CAST(? AS varchar), CAST(? AS uuid), CAST(? AS bigint), " + OUTCOME
                + " FROM activity_execution_closed WHERE run_id = ?");
        String ofMessage = " FROM workflow_message WHERE message_id = ?";
        String rejected = Integer.toString(StoredUpdate.State.REJECTED.code());
        copyTaken = names.apply(MESSAGE + "0, outcome, result, failure" + ofMessage);
        copyAccepted = names.apply(MESSAGE + "0, 1, NULL, NULL" + ofMessage);
        copyUntaken = names.apply(MESSAGE + "NULL, NULL, NULL, NULL" + ofMessage + " AND (outcome IS NULL OR outcome <> "
                + rejected + ")");
        move = names.apply("UPDATE workflow_message SET run_id = ? WHERE message_id = ?");
        ids = names.apply("SELECT message_id FROM workflow_message WHERE run_id = ? ORDER BY message_id");
        isFromRequest = names.apply("SELECT message_id FROM workflow_message WHERE run_id = ? AND message_kind = 9"
                + " AND request_id = ?");
        signals = names.apply(MESSAGE + "NULL, NULL, NULL, NULL FROM workflow_message WHERE run_id = ? AND message_kind = 1"
                + " ORDER BY message_id");
        values = names.apply("INSERT INTO workflow_value (run_id, value_kind, value_name, value_text, value_bytes, written_at)"
                + " SELECT CAST(? AS uuid), value_kind, value_name, value_text, value_bytes, written_at FROM workflow_value"
                + " WHERE run_id = ? AND (value_kind <> 1 OR value_name = ANY(?))");
    }

    /** {@return whether a reset with this request id has made the run} */
    boolean isFromRequest(Connection connection, UUID run, String requestId) throws SQLException {
        return WorkflowSql.one(connection, isFromRequest, row -> true, run, REQUEST + requestId) != null;
    }

    /** Leaves a message in the new run, whose next Workflow Task then knows that it is not a continuation. */
    void mark(Connection connection, UUID next, UUID base, String requestId) throws SQLException {
        messages.insert(connection, next, StoredMessage.Kind.RESET, base.toString(), null,
                requestId == null ? null : REQUEST + requestId);
    }

    /** Moves undelivered requests that the run sent before that task to the new run, which gets the answers. */
    void takeOutbox(Connection connection, UUID base, UUID next, JournalPrefix prefix) throws SQLException {
        Set<Integer> sent = prefix.numbers(Entry.Kind.SIGNAL, Entry.Kind.CANCEL_WORKFLOW);
        for (OutboxEntry entry : sent.isEmpty() ? List.<OutboxEntry> of() : outbox.all(connection, base)) {
            // New numbers, because somebody may be about to deliver the old ones. Waits for one who does it now
            if (sent.contains(entry.number()) && entry.kind() != OutboxEntry.Kind.CLOSE_CHILDREN
                    && outbox.delete(connection, entry)) {
                outbox.insert(connection, entry.of(next));
            }
        }
    }

    /** {@return how many outcomes of activities the new run has} */
    long copyOutcomes(Connection connection, UUID base, UUID next, JournalPrefix prefix) throws SQLException {
        Set<Integer> ended = prefix.endedActivities();
        if (ended.isEmpty()) {
            return 0;
        }
        List<Object[]> rows = new ArrayList<>();
        WorkflowSql.query(connection, closed, row -> {
            int number = Math.abs(row.getInt(2));
            if (ended.remove(number)) {
                rows.add(new Object[] { time.newRunId(), ActivityIds.of(next, number), next, rows.size() + 1L,
                        row.getObject(1, UUID.class) });
            }
            return null;
        }, base);
        if (!ended.isEmpty()) {
            throw new IllegalStateException("The outcomes of the activities " + ended + " of run " + base
                    + " have been deleted, so it cannot be reset to a later task. Reset it to an earlier one");
        }
        WorkflowSql.updateAll(connection, copyOutcome, rows);
        return rows.size();
    }

    /** Starts activities again whose outcomes were not delivered. Those that the code has given up are canceled at once. */
    void runAgain(Connection connection, UUID base, UUID next, JournalPrefix prefix, Aftermath aftermath)
            throws SQLException {
        Set<Integer> again = prefix.openActivities();
        if (!again.isEmpty()) {
            activities.start(connection, base, next, again, aftermath);
            Set<Integer> canceled = prefix.numbers(Entry.Kind.CANCEL_ACTIVITY);
            canceled.retainAll(again);
            aftermath.verdicts().addAll(closings.cancel(connection, next, List.copyOf(canceled)));
        }
    }

    /**
     * Copies messages that the journal refers to. Signals and updates that are later are to be delivered again.
     *
     * @return the numbers of the copies
     */
    Map<Long, Long> copyMessages(Connection connection, RunMaterial material, UUID next, JournalPrefix prefix)
            throws SQLException {
        List<Long> copied = new ArrayList<>();
        List<Object[]> moves = new ArrayList<>();
        for (StoredMessage message : material.messages()) {
            String copy = copy(message, prefix);
            if (copy == copyUntaken && message.takenTurn() == null && !material.row().state().isClosed()) {
                moves.add(new Object[] { next, message.id() });
            } else if (copy != null && WorkflowSql.update(connection, copy, next, message.id()) > 0) {
                copied.add(message.id());
            }
        }
        List<Long> found = WorkflowSql.query(connection, ids, row -> row.getLong(1), next);
        Map<Long, Long> numbers = new HashMap<>();
        for (int i = 0; i < copied.size(); i++) {
            numbers.put(copied.get(i), found.get(i));
        }
        WorkflowSql.updateAll(connection, move, moves); // those who wait for their outcomes know their numbers
        messages.drop(connection, material.row().runId(), material.row().turn());
        return numbers;
    }

    /** {@return the statement that copies the message, or null} */
    private String copy(StoredMessage message, JournalPrefix prefix) {
        String reference = message.reference();
        boolean delivered = prefix.delivered().contains(reference);
        return switch (message.kind()) {
            case SIGNAL -> delivered ? copyTaken : copyUntaken;
            case UPDATE -> prefix.has(Entry.Kind.UPDATE_COMPLETED, message.id()) ? copyTaken
                    : delivered ? copyAccepted : copyUntaken;
            // As in Temporal, a later request to cancel the run does not concern the new one
            case CANCEL -> delivered ? copyTaken : null;
            case RESET -> null;
            case DELIVERED, NOT_DELIVERED -> answer(delivered,
                    prefix.numbers(Entry.Kind.SIGNAL, Entry.Kind.CANCEL_WORKFLOW), reference);
            case CHILD_STARTED, CHILD_NOT_STARTED, CHILD_CLOSED -> answer(delivered, prefix.numbers(Entry.Kind.CHILD),
                    reference);
        };
    }

    private String answer(boolean delivered, Set<Integer> calls, String reference) {
        return delivered ? copyTaken : calls.contains(Integer.valueOf(reference.substring(1))) ? copyUntaken : null;
    }

    /** Signals to runs that continue the run are delivered again too. */
    void copySignalsOfContinuing(Connection connection, RunRow row, UUID next) throws SQLException {
        RunRow run = row;
        while (run != null && run.nextRunId() != null && run.state() != RunState.TERMINATED) {
            run = reads.find(connection, run.nextRunId(), null);
            if (run != null) {
                WorkflowSql.update(connection, signals, next, run.runId());
            }
        }
    }

    /** The latest values: the journal does not have those of that task. */
    void copyValues(Connection connection, UUID base, UUID next, JournalPrefix prefix) throws SQLException {
        WorkflowSql.update(connection, values, next, base,
                new WorkflowSql.Values(dialect, "text", prefix.memoKeys().toArray()));
    }
}
