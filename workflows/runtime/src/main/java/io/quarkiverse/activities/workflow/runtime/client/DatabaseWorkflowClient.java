package io.quarkiverse.activities.workflow.runtime.client;

import java.lang.reflect.Type;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivityFunction;
import io.quarkiverse.activities.workflow.WorkflowCall;
import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.runtime.replay.Stubs.RecordedCall;
import io.quarkiverse.activities.workflow.runtime.runner.RegisteredWorkflow;
import io.quarkiverse.activities.workflow.runtime.runner.WorkflowRegistry;

/** Implements {@link WorkflowClient} on the database. */
@Singleton
public class DatabaseWorkflowClient implements WorkflowClient {

    private final WorkflowRegistry registry;
    private final RunStarter starter;
    private final RunHandles handles;

    DatabaseWorkflowClient(WorkflowRegistry registry, RunStarter starter, RunHandles handles) {
        this.registry = registry;
        this.starter = starter;
        this.handles = handles;
    }

    @Override
    public <T, R> WorkflowCall<R> call(Class<T> workflow, ActivityFunction<T, R> call) {
        for (String type : registry.types()) {
            RegisteredWorkflow known = registry.latest(type);
            if (known.stubs() != null) {
                RecordedCall recorded = known.stubs().record(workflow, call);
                return new RunCall<>(starter, recorded.type(), recorded.result(), recorded.arguments());
            }
        }
        throw new IllegalArgumentException("This application has no workflow " + workflow.getName());
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
