package io.quarkiverse.activities.workflow.runtime.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;
import io.quarkiverse.activities.workflow.runtime.journal.JournalCodec;
import io.quarkiverse.activities.workflow.runtime.replay.Decision;
import io.quarkiverse.activities.workflow.runtime.replay.JournalLine;
import io.quarkiverse.activities.workflow.runtime.replay.LocalOutcome;

/**
 * Outcomes of transactional Local Activities, which commit with what their bodies have written. Each is a message to the run,
 * which matters until a line of the journal has the outcome, too. It counts as taken, so that it wakes nobody: the owner of the
 * run knows the outcome, and another owner looks for it.
 */
@Singleton
class RunLocals {

    /** The kind of these messages. The code never changes. */
    static final int KIND = 20;

    private final RunLocks locks;
    private final RunReads reads;
    private final StoreTime time;
    private final String insert;
    private final String select;

    RunLocals(RunLocks locks, RunReads reads, StoreTime time, PhysicalNames names) {
        this.locks = locks;
        this.reads = reads;
        this.time = time;
        insert = names.apply("INSERT INTO workflow_message (run_id, message_kind, message_name, payload, request_id, sent_at,"
                + " taken_turn) VALUES (?, " + KIND + ", ?, ?, ?, ?, ?)");
        select = names.apply("SELECT message_name, payload FROM workflow_message WHERE run_id = ? AND message_kind = " + KIND);
    }

    /** {@return whether the outcome was written: not if the run is closed, or another node has claimed it} */
    boolean write(Connection connection, UUID run, int epoch, int number, LocalOutcome outcome) throws SQLException {
        // Other nodes cannot claim the run before this transaction has ended
        if (!locks.lock(connection, run, RunLocks.Strength.KEEP_OWNER)) {
            return false;
        }
        RunRow row = reads.open(connection, run);
        if (row.epoch() != epoch || row.state() != RunState.OWNED) {
            return false;
        }
        Instant now = time.read(connection);
        String name = String.valueOf(number);
        // The request id is unique, so that the outcome is written once
        WorkflowSql.update(connection, insert, run, name, text(number, outcome, now), "local " + name, now,
                row.turn());
        return true;
    }

    private static byte[] text(int number, LocalOutcome outcome, Instant time) {
        JournalLine line = new JournalLine(time, List.of(),
                List.of(new Decision.RecordLocal(number, "", outcome, time).entry()));
        return JournalCodec.encode(line).getBytes(StandardCharsets.UTF_8);
    }

    /** {@return the outcomes that have been written, by their numbers} */
    Map<Integer, LocalOutcome> read(Connection connection, UUID run) throws SQLException {
        Map<Integer, LocalOutcome> outcomes = new HashMap<>();
        WorkflowSql.query(connection, select,
                row -> outcomes.put(Integer.valueOf(row.getString(1)), outcome(row.getBytes(2))), run);
        return outcomes;
    }

    private static LocalOutcome outcome(byte[] text) {
        return JournalCodec.decode(JournalCodec.HEADER + "\n" + new String(text, StandardCharsets.UTF_8)).get(0).entries()
                .get(0)
                .local();
    }
}
