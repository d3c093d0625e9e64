package io.quarkiverse.activities.workflow.runtime.client;

import java.lang.reflect.Type;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.context.Blocking;
import io.quarkiverse.activities.runtime.payload.PayloadLimits;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.WorkflowNotFoundException;
import io.quarkiverse.activities.workflow.runtime.payload.PayloadConversion;
import io.quarkiverse.activities.workflow.runtime.runner.RunQueries;
import io.quarkiverse.activities.workflow.runtime.store.RunMaterial;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.RunState;
import io.quarkiverse.activities.workflow.runtime.store.StoredMessage;
import io.quarkiverse.activities.workflow.runtime.store.TaskStore;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;

/** Asks runs. The answer shows what had arrived before, so a caller sees the effect of its own signals. */
@Singleton
class QueryCalls {

    /** How long a query waits for a Workflow Task that is due. */
    private static final long PATIENCE_NANOS = 10_000_000_000L;
    private static final long FIRST_PAUSE_MILLIS = 2;
    private static final long LONGEST_PAUSE_MILLIS = 100;

    private final WorkflowStore store;
    private final TaskStore tasks;
    private final PayloadConversion conversion;
    private final PayloadLimits limits;
    private final MessageChecks checks;
    private final RunQueries queries;

    QueryCalls(WorkflowStore store, TaskStore tasks, PayloadConversion conversion, PayloadLimits limits, MessageChecks checks,
            RunQueries queries) {
        this.store = store;
        this.tasks = tasks;
        this.conversion = conversion;
        this.limits = limits;
        this.checks = checks;
        this.queries = queries;
    }

    Object query(WorkflowRef workflow, String name, Object[] arguments, Type resultType) {
        Blocking.require("query blocks: call it on a worker thread");
        Patience patience = new Patience(workflow);
        RunRow row = begun(workflow, patience);
        checks.query(row, name, arguments);
        Payload written = conversion.writeArguments(arguments);
        limits.checkStart("The payload of query ", name, Payload.bytes(written));
        return conversion.read(queries.query(current(workflow, row, patience), name, written), resultType);
    }

    /** {@return the run, after its first Workflow Task} */
    private RunRow begun(WorkflowRef workflow, Patience patience) {
        while (true) {
            RunRow row = store.find(workflow.run(), workflow.workflowId());
            if (row == null) {
                throw new WorkflowNotFoundException("There is no workflow " + workflow);
            }
            if (row.taskFailure() != null) {
                throw new IllegalStateException("The workflow " + workflow + " cannot be queried, because its Workflow Task"
                        + " fails. Correct its code, or terminate it: " + row.taskFailure());
            }
            if (row.turn() > 0 || row.state().isClosed()) {
                return row;
            }
            if (row.state() == RunState.PAUSED) {
                throw new IllegalStateException("The workflow " + workflow + " cannot be queried, because it was paused before"
                        + " its first Workflow Task");
            }
            if (row.readyAt() != null && row.readyAt().isAfter(store.now()) && row.state() == RunState.READY) {
                throw new IllegalStateException("The workflow " + workflow + " cannot be queried before its start delay is"
                        + " over, at " + row.readyAt());
            }
            if (patience.isOver()) {
                throw new IllegalStateException("The workflow " + workflow + " cannot be queried, because no node has run its"
                        + " first Workflow Task yet. Does a running application have workflow type '" + row.workflowType()
                        + "'?");
            }
            patience.pause();
        }
    }

    /**
     * {@return the run, after the Workflow Tasks that take what has arrived until now} If these do not come in time, it is the
     * run as it is.
     */
    private RunMaterial current(WorkflowRef workflow, RunRow first, Patience patience) {
        RunMaterial material = tasks.material(first);
        Arrived arrived = Arrived.of(material);
        while (arrived.isAheadOf(material) && !patience.isOver()) {
            patience.pause();
            material = tasks.material(begun(workflow, patience));
        }
        return material;
    }

    /** The arrivals when the query began. Later messages have higher numbers, also in the runs that continue this one. */
    private record Arrived(UUID run, long inbox, long lastMessage) {

        static Arrived of(RunMaterial material) {
            return new Arrived(material.row().runId(), material.row().inbox(),
                    material.messages().stream().mapToLong(StoredMessage::id).max().orElse(0));
        }

        boolean isAheadOf(RunMaterial material) {
            RunRow row = material.row();
            if (row.state().isClosed() || row.state() == RunState.PAUSED) {
                return false;
            }
            return row.runId().equals(run) && row.seen() < inbox
                    || material.messages().stream().anyMatch(message -> isWaiting(message, row));
        }

        private boolean isWaiting(StoredMessage message, RunRow row) {
            boolean counts = message.kind() == StoredMessage.Kind.SIGNAL || message.kind() == StoredMessage.Kind.CANCEL;
            return counts && message.id() <= lastMessage && (message.takenTurn() == null || message.takenTurn() > row.turn());
        }
    }

    /** How long one query has waited. */
    private static final class Patience {

        private final long end = System.nanoTime() + PATIENCE_NANOS;
        private final Pauses pauses;

        Patience(WorkflowRef workflow) {
            pauses = new Pauses(FIRST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS,
                    "Interrupted while waiting for a Workflow Task of workflow " + workflow);
        }

        boolean isOver() {
            return System.nanoTime() - end > 0;
        }

        void pause() {
            pauses.pause();
        }
    }
}
