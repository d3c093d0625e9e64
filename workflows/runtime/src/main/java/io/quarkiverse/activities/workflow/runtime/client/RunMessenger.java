package io.quarkiverse.activities.workflow.runtime.client;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.runtime.client.handle.VerbEvents;
import io.quarkiverse.activities.runtime.context.Blocking;
import io.quarkiverse.activities.runtime.execution.Identifiers;
import io.quarkiverse.activities.runtime.payload.PayloadLimits;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.WorkflowNotFoundException;
import io.quarkiverse.activities.workflow.runtime.payload.PayloadConversion;
import io.quarkiverse.activities.workflow.runtime.runner.RunWaker;
import io.quarkiverse.activities.workflow.runtime.runner.RunnerWakes;
import io.quarkiverse.activities.workflow.runtime.store.MessageStore;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.StoredMessage;

/** Sends messages to runs: in a transaction of its own, or in that of the caller. */
@Singleton
class RunMessenger {

    private static final Object[] NULL = { null };

    private final MessageStore store;
    private final ChainRuns runs;
    private final PayloadConversion conversion;
    private final PayloadLimits limits;
    private final MessageChecks checks;
    private final ChangedWorkflows changed;
    private final RunnerWakes wakes;
    private final RunWaker waker;

    RunMessenger(MessageStore store, ChainRuns runs, PayloadConversion conversion, PayloadLimits limits,
            MessageChecks checks, ChangedWorkflows changed, RunnerWakes wakes, RunWaker waker) {
        this.store = store;
        this.runs = runs;
        this.conversion = conversion;
        this.limits = limits;
        this.checks = checks;
        this.changed = changed;
        this.wakes = wakes;
        this.waker = waker;
    }

    /** {@return the arguments of a call with variable arguments, where a single null is passed as no array at all} */
    static Object[] arguments(Object[] arguments) {
        return arguments == null ? NULL : arguments;
    }

    void signal(WorkflowRef workflow, String name, Object[] arguments, RequestOptions request) {
        Blocking.require("signal blocks: call it on a worker thread");
        Outgoing message = signal(name, arguments, request);
        boolean joins = changed.joins("The signal to workflow " + workflow);
        RunRow row = runs.find(workflow, joins);
        if (!row.state().isClosed()) {
            checks.signal(row, name, arguments);
        }
        send(workflow, row, joins, message);
    }

    /** {@return a signal to any run} */
    Outgoing signal(String name, Object[] arguments, RequestOptions request) {
        Identifiers.check("name of a signal", name);
        VerbEvents.check(request);
        byte[] payload = Payload.bytes(conversion.writeArguments(arguments));
        limits.checkStart("The payload of signal ", name, payload);
        return new Outgoing(StoredMessage.Kind.SIGNAL, name, payload, request.requestId());
    }

    /** {@return whether the arguments fit the handler of the signal, as far as this application knows} */
    boolean accepts(RunRow row, String name, Object[] arguments) {
        try {
            checks.signal(row, name, arguments);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** {@return a request to cancel any run} */
    static Outgoing cancellation(RequestOptions request) {
        return new Outgoing(StoredMessage.Kind.CANCEL, request.reason(), null, request.requestId());
    }

    /** Sends a message in a transaction of its own. {@return whether it reaches the run, or has reached it before} */
    boolean send(RunRow row, Outgoing message) {
        return sent(row, false, message);
    }

    void cancel(WorkflowRef workflow, RequestOptions request) {
        Blocking.require("cancel blocks: call it on a worker thread");
        VerbEvents.check(request);
        changed.refuse(workflow, "cancel");
        Outgoing message = cancellation(request);
        RunRow row = runs.find(workflow, false);
        // A run that is closed needs no cancellation. If it closes in between, perhaps another run continues it
        while (!row.state().isClosed() && !sent(row, false, message)) {
            RunRow next = runs.find(workflow, false);
            if (next.runId().equals(row.runId())) {
                return;
            }
            row = next;
        }
    }

    /** A message to a run. */
    record Outgoing(StoredMessage.Kind kind, String name, byte[] payload, String requestId) {
    }

    private void send(WorkflowRef workflow, RunRow first, boolean joins, Outgoing message) {
        RunRow row = first;
        while (!sent(row, joins, message)) {
            // It has closed, perhaps in the meantime, and perhaps another run continues it
            RunRow next = runs.find(workflow, joins);
            if (next.runId().equals(row.runId())) {
                throw new WorkflowNotFoundException("The workflow " + workflow + " is not open: run " + next.runId()
                        + " is " + next.state());
            }
            row = next;
        }
    }

    private boolean sent(RunRow row, boolean joins, Outgoing message) {
        if (!joins) {
            boolean sent = store.send(row.runId(), message.kind, message.name, message.payload, message.requestId);
            if (sent) {
                wakes.told(row.runId());
            }
            return sent;
        }
        if (!store.sendJoined(row.runId(), message.kind, message.name, message.payload, message.requestId)) {
            return false;
        }
        changed.remember(row.runId(), row.workflowId());
        changed.afterCommit(() -> waker.wake(row.runId()));
        return true;
    }
}
