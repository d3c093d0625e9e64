package io.quarkiverse.activities.workflow.runtime.client;

import java.lang.reflect.Type;
import java.util.Objects;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.runtime.client.handle.VerbEvents;
import io.quarkiverse.activities.runtime.context.Blocking;
import io.quarkiverse.activities.runtime.execution.Identifiers;
import io.quarkiverse.activities.runtime.payload.PayloadLimits;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.WorkflowNotFoundException;
import io.quarkiverse.activities.workflow.WorkflowUpdateException;
import io.quarkiverse.activities.workflow.WorkflowUpdateHandle;
import io.quarkiverse.activities.workflow.runtime.journal.FailureChainCodec;
import io.quarkiverse.activities.workflow.runtime.payload.PayloadConversion;
import io.quarkiverse.activities.workflow.runtime.replay.Failures;
import io.quarkiverse.activities.workflow.runtime.runner.RunnerWakes;
import io.quarkiverse.activities.workflow.runtime.store.MessageStore;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.StoredUpdate;
import io.quarkiverse.activities.workflow.runtime.store.StoredUpdate.State;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;

/** Sends updates to runs and waits for their outcomes. */
@Singleton
class UpdateCalls {

    private static final long FIRST_PAUSE_MILLIS = 5;
    private static final long LONGEST_PAUSE_MILLIS = 250;

    private final WorkflowStore store;
    private final MessageStore messages;
    private final ChainRuns runs;
    private final PayloadConversion conversion;
    private final PayloadLimits limits;
    private final ChangedWorkflows changed;
    private final RunnerWakes wakes;

    UpdateCalls(WorkflowStore store, MessageStore messages, ChainRuns runs, PayloadConversion conversion, PayloadLimits limits,
            ChangedWorkflows changed, RunnerWakes wakes) {
        this.store = store;
        this.messages = messages;
        this.runs = runs;
        this.conversion = conversion;
        this.limits = limits;
        this.changed = changed;
        this.wakes = wakes;
    }

    /** An update on its way. */
    record Outgoing(String name, byte[] payload, String updateId) {
    }

    private record Sent(UpdateCalls calls, WorkflowRef workflow, String name, long id, String updateId, String runId,
            Type resultType)
            implements
                WorkflowUpdateHandle<Object> {

        @Override
        public Object result() {
            Blocking.require("result() of an update blocks: call it on a worker thread");
            StoredUpdate ended = calls.await(this, true);
            return calls.conversion.read(Payload.ofNullable(ended.result()), resultType);
        }
    }

    /** {@return the update, after the workflow has accepted it} */
    WorkflowUpdateHandle<?> start(WorkflowRef workflow, RequestOptions request, String name, Type resultType,
            Object[] arguments) {
        Blocking.require("An update blocks: call it on a worker thread");
        Outgoing update = prepare(request, name, arguments);
        changed.refuse(workflow, "update");
        return accepted(workflow, update, send(workflow, update), resultType);
    }

    /** {@return the update, written and checked} */
    Outgoing prepare(RequestOptions request, String name, Object[] arguments) {
        Identifiers.check("name of an update", name);
        VerbEvents.check(request);
        byte[] payload = Payload.bytes(conversion.writeArguments(arguments));
        limits.checkStart("The payload of update ", name, payload);
        return new Outgoing(name, payload,
                Objects.requireNonNullElseGet(request.requestId(), () -> UUID.randomUUID().toString()));
    }

    /** {@return the update that was sent, after the workflow has accepted it} */
    WorkflowUpdateHandle<?> accepted(WorkflowRef workflow, Outgoing update, StoredUpdate stored, Type resultType) {
        Sent sent = new Sent(this, workflow, update.name(), stored.id(), update.updateId(), stored.runId().toString(),
                resultType);
        await(sent, false);
        return sent;
    }

    private StoredUpdate send(WorkflowRef workflow, Outgoing outgoing) {
        for (UUID before = null;;) {
            RunRow row = runs.find(workflow, false);
            StoredUpdate update = messages.update(row.runId(), outgoing.name(), outgoing.payload(), outgoing.updateId());
            if (update != null) {
                wakes.told(row.runId());
                return update;
            }
            if (row.runId().equals(before)) {
                throw new WorkflowNotFoundException("The workflow " + workflow + " is not open");
            }
            before = row.runId(); // it may have continued as new in between
        }
    }

    private StoredUpdate await(Sent sent, boolean completed) {
        Pauses pauses = new Pauses(FIRST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS,
                "Interrupted while waiting for update '" + sent.name
                        + "' of workflow " + sent.workflow + "; the update continues");
        while (true) {
            // The run first: what closes in between has decided about the update before
            StoredUpdate seen = find(sent);
            RunRow run = store.find(seen.runId(), null);
            boolean closed = run == null || run.state().isClosed();
            StoredUpdate update = find(sent);
            if (update.state() == State.REJECTED || update.state() == State.FAILED && completed) {
                throw new WorkflowUpdateException(sent.workflow.workflowId(), sent.name,
                        Failures.exception(FailureChainCodec.decode(update.failure()), conversion));
            }
            if (update.state() == State.COMPLETED || update.state() != null && !completed) {
                return update;
            }
            if (closed && update.runId().equals(seen.runId())) {
                throw closedBefore(sent, update);
            }
            pauses.pause();
        }
    }

    private StoredUpdate find(Sent sent) {
        StoredUpdate update = messages.findUpdate(sent.id);
        if (update == null) {
            throw new WorkflowNotFoundException("Update '" + sent.name + "' of workflow " + sent.workflow
                    + " does not exist any more");
        }
        return update;
    }

    private RuntimeException closedBefore(Sent sent, StoredUpdate update) {
        if (update.state() == null) {
            return new WorkflowNotFoundException("The workflow " + sent.workflow
                    + " closed before it had accepted update '" + sent.name + "'");
        }
        return new WorkflowUpdateException(sent.workflow.workflowId(), sent.name, ApplicationFailure.newNonRetryableFailure(
                "Workflow Update failed because the Workflow completed before the Update completed.",
                "AcceptedUpdateCompletedWorkflow"));
    }
}
