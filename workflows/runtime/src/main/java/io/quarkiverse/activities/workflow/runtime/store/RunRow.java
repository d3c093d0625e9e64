package io.quarkiverse.activities.workflow.runtime.store;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.workflow.runtime.journal.JournalCodec;

/**
 * A run as its row has it.
 *
 * @param seen how much of its inbox its Workflow Tasks have seen
 * @param readyAt the time from which a node may take it, or null
 * @param tail the lines of the journal that are in no chunk, or null
 * @param deadline when its run timeout or the execution timeout of its chain ends, or null
 * @param memo the memo that it was started with, or null
 * @param closedAt when it closed, or null
 * @param nextRunId the run that continues it, or null
 * @param retryState whether another attempt followed its failure, or why not; or null
 * @param parent the parent if it is a child workflow, or null
 */
public record RunRow(UUID runId, String workflowId, String workflowType, int definitionVersion, int rulesVersion,
        String taskQueue, RunOptions options, RunOrigin origin, RunState state, int epoch, int turn, long inbox, long seen,
        Instant readyAt, int journalLines, int chunks, String tail, int taskAttempt, String taskFailure, Instant deadline,
        Instant scheduledAt, String requestId, byte[] input, byte[] memo, Instant closedAt, UUID nextRunId, byte[] result,
        byte[] failure, RetryState retryState, ParentLink parent) {

    /** A tail longer than this moves to a chunk. */
    private static final int TAIL = 1_024;

    public Duration taskTimeout() {
        return options.taskTimeout();
    }

    public Duration runTimeout() {
        return options.runTimeout();
    }

    public UUID firstRunId() {
        return origin.firstRunId();
    }

    /** {@return the type and the version of the definition, by which nodes claim runs} */
    public static String kind(String type, int version) {
        return version + " " + type;
    }

    /** {@return the row of a run that is started as owned} */
    static RunRow owned(NewRun run, RunTimes times) {
        return new RunRow(run.runId(), run.workflowId(), run.workflowType(), run.definitionVersion(), run.rulesVersion(),
                run.taskQueue(), run.options(), run.origin().expiring(times.expires()), RunState.OWNED, 1, 0, 1, 0,
                times.now().plus(run.options().taskTimeout()), 0, 0, null, 1, null, times.deadline(), times.now(), null,
                run.input(), run.memo(), null, null, null, null, null, null);
    }

    /**
     * {@return the row after one more Workflow Task}
     *
     * @param line the line that the task adds to the journal, or null
     */
    RunRow after(String line) {
        if (line == null) {
            return with(state, epoch, turn + 1, inbox, inbox, journalLines, chunks, tail, 1, input);
        }
        String longer = longer(line);
        boolean full = longer.length() > TAIL;
        return with(state, epoch, turn + 1, inbox, inbox, journalLines + 1, full ? chunks + 1 : chunks, full ? null : longer, 1,
                input);
    }

    /** {@return the chunk that the tail becomes with this line, or null if it remains the tail} */
    String chunkWith(String line) {
        String longer = line == null ? "" : longer(line);
        return longer.length() > TAIL ? longer : null;
    }

    private String longer(String line) {
        return (tail == null ? JournalCodec.HEADER : tail) + "\n" + line;
    }

    /** {@return the row after a claim} */
    RunRow claimed(int attempt) {
        return with(RunState.OWNED, epoch + 1, turn, inbox, seen, journalLines, chunks, tail, attempt, input);
    }

    /** {@return the row with what has arrived since} */
    public RunRow withInbox(long arrived) {
        return with(state, epoch, turn, arrived, seen, journalLines, chunks, tail, taskAttempt, input);
    }

    /** {@return the row without the input, which a run in memory does not need any more} */
    public RunRow withoutInput() {
        return withInput(null);
    }

    public RunRow withInput(byte[] newInput) {
        return with(state, epoch, turn, inbox, seen, journalLines, chunks, tail, taskAttempt, newInput);
    }

    private RunRow with(RunState state, int epoch, int turn, long inbox, long seen, int journalLines, int chunks, String tail,
            int taskAttempt, byte[] input) {
        return new RunRow(runId, workflowId, workflowType, definitionVersion, rulesVersion, taskQueue, options, origin, state,
                epoch, turn, inbox, seen, readyAt, journalLines, chunks, tail, taskAttempt, taskFailure, deadline,
                scheduledAt, requestId, input, memo, closedAt, nextRunId, result, failure, retryState, parent);
    }
}
