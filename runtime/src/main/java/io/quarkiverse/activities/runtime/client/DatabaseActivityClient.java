package io.quarkiverse.activities.runtime.client;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivityBatch;
import io.quarkiverse.activities.ActivityCall;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityCompletion;
import io.quarkiverse.activities.ActivityCount;
import io.quarkiverse.activities.ActivityFunction;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityPage;
import io.quarkiverse.activities.ActivityProcedure;
import io.quarkiverse.activities.ActivitySummary;
import io.quarkiverse.activities.ActivityTypeHandle;
import io.quarkiverse.activities.TaskQueueHandle;
import io.quarkiverse.activities.runtime.client.find.Batches;
import io.quarkiverse.activities.runtime.client.find.Queries;
import io.quarkiverse.activities.runtime.client.handle.Handles;
import io.quarkiverse.activities.runtime.client.queue.TaskQueues;
import io.quarkiverse.activities.runtime.client.start.Call;
import io.quarkiverse.activities.runtime.client.start.RecordedCalls;
import io.quarkiverse.activities.runtime.client.start.RecordedCalls.RecordedCall;
import io.quarkiverse.activities.runtime.client.start.Starter;
import io.quarkiverse.activities.runtime.definition.ActivityDefinition;
import io.quarkiverse.activities.runtime.definition.ActivityDefinitions;
import io.quarkiverse.activities.runtime.execution.AttemptRef;
import io.quarkiverse.activities.runtime.execution.Identifiers;
import io.quarkiverse.activities.runtime.query.Query;
import io.quarkiverse.activities.runtime.store.value.RunRef;
import io.smallrye.mutiny.Uni;

/** Implements {@link ActivityClient}: turns lambdas and type names into calls. */
@Singleton
public class DatabaseActivityClient implements ActivityClient {

    private final ActivityDefinitions definitions;
    private final RecordedCalls calls;
    private final Starter starter;
    private final Handles handles;
    private final Queries queries;
    private final Batches batches;
    private final TaskQueues taskQueues;

    DatabaseActivityClient(ActivityDefinitions definitions, RecordedCalls calls, Starter starter, Handles handles,
            Queries queries, Batches batches, TaskQueues taskQueues) {
        this.taskQueues = taskQueues;
        this.definitions = definitions;
        this.calls = calls;
        this.starter = starter;
        this.handles = handles;
        this.queries = queries;
        this.batches = batches;
    }

    @Override
    public <T, R> ActivityCall<R> call(Class<T> activity, ActivityFunction<T, R> call) {
        return recorded(calls.function(activity, call));
    }

    @Override
    public <T> ActivityCall<Void> callVoid(Class<T> activity, ActivityProcedure<T> call) {
        return recorded(calls.procedure(activity, call));
    }

    @Override
    public <T, R> ActivityCall<R> callUni(Class<T> activity, ActivityFunction<T, Uni<R>> call) {
        return recorded(calls.record(activity, call));
    }

    @Override
    public <T, R> ActivityCall<R> callStage(Class<T> activity, ActivityFunction<T, CompletionStage<R>> call) {
        return recorded(calls.record(activity, call));
    }

    private <R> ActivityCall<R> recorded(RecordedCall call) {
        ActivityDefinition definition = call.definition();
        return new Call<>(starter, definition, definition.type(), call.arguments(), definition.result());
    }

    private <R> ActivityCall<R> named(String activityType, Type resultType, Object[] arguments) {
        return new Call<>(starter, null, activityType, arguments == null ? new Object[] { null } : arguments, resultType);
    }

    @Override
    public <R> ActivityCall<R> call(String activityType, Class<R> resultType, Object... arguments) {
        return named(activityType, resultType, arguments);
    }

    @Override
    public <R> ActivityCall<R> call(String activityType, TypeLiteral<R> resultType, Object... arguments) {
        return named(activityType, resultType.getType(), arguments);
    }

    @Override
    @SuppressWarnings("unchecked") // safe: a call only produces its result, so it may be a call of a subtype
    public <R> List<ActivityHandle<R>> startAll(Collection<? extends ActivityCall<? extends R>> calls) {
        List<Call<R>> ours = new ArrayList<>(calls.size());
        for (ActivityCall<? extends R> call : calls) {
            ours.add((Call<R>) call);
        }
        return starter.startAll(ours);
    }

    @Override
    public ActivityHandle<?> handle(String activityId) {
        return handle(activityId, Object.class);
    }

    @Override
    public ActivityHandle<?> handle(String activityId, String runId) {
        return handle(activityId, runId, Object.class);
    }

    @Override
    public <R> ActivityHandle<R> handle(String activityId, Class<R> resultType) {
        return handles.of(checked(activityId), null, resultType);
    }

    @Override
    public <R> ActivityHandle<R> handle(String activityId, String runId, Class<R> resultType) {
        return handles.of(checked(activityId), run(runId), resultType);
    }

    private static String checked(String activityId) {
        Identifiers.check("Activity Id", activityId);
        return activityId;
    }

    private static UUID run(String runId) {
        try {
            return UUID.fromString(String.valueOf(runId)); // null becomes "null", which is invalid too
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + runId + "' is not a run id. Use one that runId() of a handle or of a"
                    + " description returned.", e);
        }
    }

    @Override
    public Stream<ActivitySummary> list(String query) {
        return queries.list(query);
    }

    @Override
    public ActivityPage list(String query, int pageSize, String pageToken) {
        return queries.page(query, pageSize, pageToken);
    }

    @Override
    public ActivityCount count(String query) {
        return queries.count(Query.parse(query));
    }

    @Override
    public ActivityBatch batch(String query) {
        return batches.of(query);
    }

    @Override
    public Optional<String> ownTaskQueue() {
        return definitions.ownTaskQueue();
    }

    @Override
    public TaskQueueHandle taskQueue(String name) {
        return taskQueues.handle(name);
    }

    @Override
    public ActivityTypeHandle activityType(String name) {
        return taskQueues.type(name);
    }

    @Override
    public ActivityCompletion completion(String taskToken) {
        return handles.completion(taskToken);
    }

    @Override
    public ActivityCompletion completionById(String activityId) {
        return handles.completion(RunRef.latest(checked(activityId)), AttemptRef.byId());
    }

    @Override
    public ActivityCompletion completionById(String activityId, String runId) {
        return handles.completion(new RunRef(run(runId), checked(activityId)), AttemptRef.byId());
    }
}
