package io.quarkiverse.activities.workflow.runtime.client;

import java.util.Objects;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.runtime.execution.Identifiers;
import io.quarkiverse.activities.runtime.payload.PayloadLimits;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.runtime.journal.MemoCodec;
import io.quarkiverse.activities.workflow.runtime.payload.PayloadConversion;
import io.quarkiverse.activities.workflow.runtime.replay.Rules;
import io.quarkiverse.activities.workflow.runtime.runner.RegisteredWorkflow;
import io.quarkiverse.activities.workflow.runtime.runner.RunContexts;
import io.quarkiverse.activities.workflow.runtime.runner.WorkflowRegistry;
import io.quarkiverse.activities.workflow.runtime.store.NewMessage;
import io.quarkiverse.activities.workflow.runtime.store.NewRun;
import io.quarkiverse.activities.workflow.runtime.store.RunOrigin;
import io.quarkiverse.activities.workflow.runtime.store.StoredMessage;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;

/** Turns calls into new runs, which are not started yet, or says what is wrong with a call. */
@Singleton
class NewRuns {

    private final WorkflowStore store;
    private final WorkflowRegistry registry;
    private final PayloadConversion conversion;
    private final PayloadLimits limits;
    private final MessageChecks checks;
    private final ChangedWorkflows changed;
    private final RunContexts contexts;

    NewRuns(WorkflowStore store, WorkflowRegistry registry, PayloadConversion conversion, PayloadLimits limits,
            MessageChecks checks, ChangedWorkflows changed, RunContexts contexts) {
        this.store = store;
        this.registry = registry;
        this.conversion = conversion;
        this.limits = limits;
        this.checks = checks;
        this.changed = changed;
        this.contexts = contexts;
    }

    /** {@return whether the call starts its run in the transaction of the caller} */
    boolean joins(RunCall<?> call) {
        return call.joins && changed.joins("The start of workflow " + call.workflowType);
    }

    /**
     * {@return the run that a call asks for}
     *
     * @param joins whether it starts in the transaction of the caller
     * @param defaultPolicy what the call means if it has no conflict policy
     * @throws IllegalArgumentException if the call is not valid
     */
    NewRun of(RunCall<?> call, boolean joins, IdConflictPolicy defaultPolicy) {
        IdConflictPolicy conflict = Objects.requireNonNullElse(call.conflict, defaultPolicy);
        if (conflict == IdConflictPolicy.TERMINATE_EXISTING && call.reuse == IdReusePolicy.REJECT_DUPLICATE) {
            throw new IllegalArgumentException("TERMINATE_EXISTING and REJECT_DUPLICATE contradict each other: one starts a run"
                    + " with an id that was used before, the other does not");
        }
        Identifiers.check("Workflow Type", call.workflowType);
        Identifiers.checkIfGiven("request id", call.requestId);
        RegisteredWorkflow known = registry.latest(call.workflowType);
        if (known == null && call.taskQueue == null) {
            throw new IllegalArgumentException("This application has no workflow of type '" + call.workflowType
                    + "'. Its types are " + registry.types() + ". If another application has it, set its Task Queue with"
                    + " taskQueue(…)");
        }
        UUID run = store.newRunId();
        String id = call.workflowId == null ? run.toString() : call.workflowId;
        Identifiers.check("Workflow Id", id);
        if (!joins) {
            // The start would wait for the end of this transaction
            changed.refuse(new WorkflowRef(id, null), "start outside the transaction");
        }
        checks.start(known, call.arguments);
        byte[] input = Payload.bytes(conversion.writeArguments(call.arguments));
        limits.checkStart("The input of workflow ", call.workflowType, input);
        String taskQueue = call.taskQueue == null ? known.taskQueue() : call.taskQueue;
        return new NewRun(run, id, call.workflowType, known == null ? 1 : known.version(), Rules.CURRENT.version(), taskQueue,
                input, call.options(), RunOrigin.first(run), MemoCodec.encode(call.memo), call.reuse, conflict,
                call.requestId, contexts.ofStart(call.workflowType, id, taskQueue), null);
    }

    /** {@return the signal that a call sends with the start of this run} */
    NewMessage signal(RunCall<?> call, NewRun run, String name, Object[] arguments) {
        checks.signal(registry.latest(call.workflowType), run.workflowId(), name, arguments);
        byte[] payload = Payload.bytes(conversion.writeArguments(arguments));
        limits.checkStart("The payload of signal ", name, payload);
        return new NewMessage(StoredMessage.Kind.SIGNAL, name, payload, call.requestId);
    }

    /** {@return a value of a memo as a payload} */
    byte[] memoValue(String key, Object value) {
        byte[] written = Payload.bytes(conversion.write(Objects.requireNonNull(value, "value")));
        limits.checkStart("The memo value ", key, written);
        return written;
    }
}
