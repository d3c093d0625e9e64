package io.quarkiverse.activities.workflow.runtime.client;

import java.util.UUID;

import io.quarkiverse.activities.ActivityFunction;
import io.quarkiverse.activities.ActivityProcedure;
import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.workflow.TypedWorkflowHandle;
import io.quarkiverse.activities.workflow.WorkflowUpdateHandle;
import io.quarkiverse.activities.workflow.runtime.client.RecordedMessages.Message;

/** Implements {@link TypedWorkflowHandle}. */
final class TypedRunHandle<T> extends RunHandle<Object> implements TypedWorkflowHandle<T> {

    private final Class<T> workflow;
    private final RecordedMessages messages;

    TypedRunHandle(RunHandles handles, String workflowId, UUID run, Class<T> workflow, RecordedMessages messages) {
        super(handles, workflowId, run, messages.result(workflow));
        this.workflow = workflow;
        this.messages = messages;
    }

    @Override
    public void signal(RequestOptions request, ActivityProcedure<T> call) {
        Message message = messages.signal(workflow, call);
        signal(request, message.name(), message.arguments());
    }

    @Override
    @SuppressWarnings("unchecked")
    public <U> WorkflowUpdateHandle<U> startUpdate(RequestOptions request, ActivityFunction<T, U> call) {
        Message message = messages.update(workflow, call);
        return (WorkflowUpdateHandle<U>) startUpdate(request, message.name(), message.result(), message.arguments());
    }

    @Override
    @SuppressWarnings("unchecked")
    public <Q> Q query(ActivityFunction<T, Q> call) {
        Message message = messages.query(workflow, call);
        return (Q) query(message.name(), message.result(), message.arguments());
    }
}
