package io.quarkiverse.activities.workflow.runtime.client;

import java.util.UUID;
import java.util.stream.Stream;

import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivityFunction;
import io.quarkiverse.activities.ActivityProcedure;
import io.quarkiverse.activities.runtime.execution.Identifiers;
import io.quarkiverse.activities.workflow.TypedWorkflowHandle;
import io.quarkiverse.activities.workflow.WorkflowBatch;
import io.quarkiverse.activities.workflow.WorkflowCall;
import io.quarkiverse.activities.workflow.WorkflowCheck;
import io.quarkiverse.activities.workflow.WorkflowCheckOptions;
import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.WorkflowCount;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.WorkflowPage;
import io.quarkiverse.activities.workflow.WorkflowSummary;
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
    private final RecordedMessages messages;
    private final RunFinder finder;
    private final RunBatches batches;
    private final OpenRunChecks checks;

    DatabaseWorkflowClient(RecordedStubs stubs, RunStarter starter, RunHandles handles, RecordedMessages messages,
            RunFinder finder, RunBatches batches, OpenRunChecks checks) {
        this.checks = checks;
        this.finder = finder;
        this.batches = batches;
        this.stubs = stubs;
        this.messages = messages;
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
        return call(workflow, RecordedMessages.function(call));
    }

    @Override
    public <R> WorkflowCall<R> call(String workflowType, Class<R> resultType, Object... arguments) {
        return new RunCall<>(starter, workflowType, resultType, RunMessenger.arguments(arguments));
    }

    @Override
    public <R> WorkflowCall<R> call(String workflowType, TypeLiteral<R> resultType, Object... arguments) {
        return new RunCall<>(starter, workflowType, resultType.getType(), RunMessenger.arguments(arguments));
    }

    @Override
    public WorkflowHandle<?> handle(String workflowId) {
        return handle(workflowId, Object.class);
    }

    @Override
    public WorkflowHandle<?> handle(String workflowId, String runId) {
        return handle(workflowId, runId, Object.class);
    }

    @Override
    public <R> WorkflowHandle<R> handle(String workflowId, Class<R> resultType) {
        return handles.of(checked(workflowId), null, resultType);
    }

    @Override
    public <R> WorkflowHandle<R> handle(String workflowId, String runId, Class<R> resultType) {
        return handles.of(checked(workflowId), run(runId), resultType);
    }

    @Override
    public <T> TypedWorkflowHandle<T> handle(Class<T> workflow, String workflowId) {
        return new TypedRunHandle<>(handles, checked(workflowId), null, workflow, messages);
    }

    @Override
    public <T> TypedWorkflowHandle<T> handle(Class<T> workflow, String workflowId, String runId) {
        return new TypedRunHandle<>(handles, checked(workflowId), run(runId), workflow, messages);
    }

    @Override
    public Stream<WorkflowSummary> list(String query) {
        return finder.list(query);
    }

    @Override
    public WorkflowPage list(String query, int pageSize, String pageToken) {
        return finder.page(query, pageSize, pageToken);
    }

    @Override
    public WorkflowCount count(String query) {
        return finder.count(RunFinder.parse(query));
    }

    @Override
    public WorkflowBatch batch(String query) {
        return batches.of(query);
    }

    @Override
    public WorkflowCheck check(WorkflowCheckOptions options) {
        return checks.check(options);
    }

    private static String checked(String workflowId) {
        Identifiers.check("Workflow Id", workflowId);
        return workflowId;
    }

    private static UUID run(String runId) {
        try {
            return UUID.fromString(String.valueOf(runId)); // null becomes "null", which is invalid too
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + runId + "' is not a run ID. Use one that runId() of a handle or of a"
                    + " description returned", e);
        }
    }
}
