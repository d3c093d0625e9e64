package io.quarkiverse.activities.workflow.runtime.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.quarkiverse.activities.runtime.store.value.Completion;
import io.quarkiverse.activities.runtime.store.value.NewExecution;
import io.quarkiverse.activities.workflow.runtime.store.OutboxEntry.Kind;

/**
 * The decisions of a Workflow Task, to be written at once.
 *
 * @param row the run as the task found it
 * @param node the node that keeps the run in memory or goes on owning it, or null
 * @param line the line for the journal, or null if nothing happened
 * @param delivered the messages that were delivered
 * @param starts the activities to start
 * @param cancels the numbers of the activities whose cancellation is requested
 * @param sends messages to other workflows
 * @param children the children to start
 * @param values what the run publishes, changes of its memo, and the Activity Ids that the code has chosen
 * @param updates what was decided about updates of the run
 * @param keep whether the node goes on owning the run, because it runs Local Activities of it
 * @param wakeAt when the next timer is due, or null
 * @param close how the run closes, or null if it stays open
 * @param ended the activities of the run that have ended on this node and are not stored yet
 */
public record TaskCommit(RunRow row, UUID node, String line, List<Long> delivered, List<NewExecution> starts,
        List<Integer> cancels, List<Send> sends, List<NewChild> children, List<StoredValue> values,
        List<StoredUpdate> updates, boolean keep, Instant wakeAt, Close close,
        List<Completion> ended) {

    /** {@return whether it is written in the same statements as others; see {@link TaskFlush} for what these do} */
    boolean isPlain() {
        return cancels.isEmpty() && sends.isEmpty() && children.isEmpty() && values.isEmpty() && updates.isEmpty()
                && (close == null || close.next() == null && close.open().isEmpty() && !close.children()
                        && row.parent() == null && row.options().retry() == null);
    }

    /**
     * A message to another workflow.
     *
     * @param number the number of the decision
     * @param runId the run that must be met, or null for the latest
     * @param name the name of the signal, or null to request the cancellation
     * @param toChild whether only a child of this run is meant
     */
    public record Send(int number, String workflowId, UUID runId, String name, byte[] payload, boolean toChild) {

        OutboxEntry entry(UUID sender) {
            Kind kind = name == null ? toChild ? Kind.CANCEL_CHILD : Kind.CANCEL : toChild ? Kind.SIGNAL_CHILD : Kind.SIGNAL;
            return new OutboxEntry(0, sender, kind, number, workflowId, runId, name, payload);
        }
    }

    /**
     * How a run closes.
     *
     * @param open the numbers of the activities that may be open, to be canceled unless they outlive the run
     * @param children whether children of the run may be open
     * @param next the run that continues this one, or null
     * @param insists whether it closes although more has arrived, which the next run takes over
     */
    public record Close(RunState state, byte[] result, byte[] failure, List<Integer> open, boolean children,
            NewRun next, boolean insists) {
    }

    /** The result of a commit. */
    public enum Answer {
        COMMITTED,
        /** Something has arrived that must be delivered before the run closes. */
        NOT_YET,
        /** A transaction of somebody else has locked the run, which this task would close. */
        LOCKED,
        /** Another node has taken the run, or it is closed. */
        LOST
    }
}
