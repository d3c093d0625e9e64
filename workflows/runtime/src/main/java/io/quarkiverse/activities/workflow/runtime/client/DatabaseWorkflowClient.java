package io.quarkiverse.activities.workflow.runtime.client;

import java.lang.reflect.Type;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivityFunction;
import io.quarkiverse.activities.ActivityProcedure;
import io.quarkiverse.activities.workflow.WorkflowCall;
import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.runtime.definition.MethodKind;
import io.quarkiverse.activities.workflow.runtime.definition.RecordedStubs;
import io.quarkiverse.activities.workflow.runtime.definition.RecordedStubs.RecordedMethod;
import io.quarkiverse.activities.workflow.runtime.definition.WorkflowClassMethod;

/** Implements {@link WorkflowClient} on the database. */
@Singleton
public class DatabaseWorkflowClient implements WorkflowClient {

    private final RecordedStubs stubs;
    private final RunStarter starter;
    private final RunHandles handles;

    DatabaseWorkflowClient(RecordedStubs stubs, RunStarter starter, RunHandles handles) {
        this.stubs = stubs;
        this.starter = starter;
        this.handles = handles;
    }

    @Override
    public <T, R> WorkflowCall<R> call(Class<T> workflow, ActivityFunction<T, R> call) {
        RecordedMethod recorded = stubs.record(workflow, MethodKind.WORKFLOW, call);
        WorkflowClassMethod method = recorded.method();
        RunCall<R> started = new RunCall<>(starter, method.workflow().type(),
                method.result() == null ? Void.class : method.result(), recorded.arguments());
        if (!method.workflow().taskQueue().isEmpty()) {
            started.taskQueue(method.workflow().taskQueue());
        }
        return started;
    }

    @Override
    public <T> WorkflowCall<Void> callVoid(Class<T> workflow, ActivityProcedure<T> call) {
        return call(workflow, stub -> {
            call.apply(stub);
            return null;
        });
    }

    @Override
    public <R> WorkflowCall<R> call(String workflowType, Class<R> resultType, Object... arguments) {
        return new RunCall<>(starter, workflowType, resultType, arguments);
    }

    @Override
    public <R> WorkflowHandle<R> handle(String workflowId, Class<R> resultType) {
        return handles.of(workflowId, null, (Type) resultType);
    }

    @Override
    public WorkflowHandle<Object> handle(String workflowId) {
        return handles.of(workflowId, null, Object.class);
    }
}
