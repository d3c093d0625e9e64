package io.quarkiverse.activities.runtime.client;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
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
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityPage;
import io.quarkiverse.activities.ActivitySummary;
import io.quarkiverse.activities.Functions;
import io.quarkiverse.activities.runtime.client.find.Batches;
import io.quarkiverse.activities.runtime.client.find.Queries;
import io.quarkiverse.activities.runtime.client.handle.Handles;
import io.quarkiverse.activities.runtime.client.start.Call;
import io.quarkiverse.activities.runtime.client.start.Starter;
import io.quarkiverse.activities.runtime.definition.ActivityDefinition;
import io.quarkiverse.activities.runtime.definition.ActivityDefinitions;
import io.quarkiverse.activities.runtime.definition.Recorded;
import io.quarkiverse.activities.runtime.definition.Recording;
import io.quarkiverse.activities.runtime.definition.ThrowingRunnable;
import io.quarkiverse.activities.runtime.execution.AttemptRef;
import io.quarkiverse.activities.runtime.execution.Identifiers;
import io.quarkiverse.activities.runtime.query.Query;
import io.quarkiverse.activities.runtime.store.value.RunRef;
import io.smallrye.mutiny.Uni;

/** The client: method references and type names to calls. */
@Singleton
public class DatabaseActivityClient implements ActivityClient {

    private final ActivityDefinitions definitions;
    private final Starter starter;
    private final Handles handles;
    private final Queries queries;
    private final Batches batches;

    DatabaseActivityClient(ActivityDefinitions definitions, Starter starter, Handles handles, Queries queries,
            Batches batches) {
        this.definitions = definitions;
        this.starter = starter;
        this.handles = handles;
        this.queries = queries;
        this.batches = batches;
    }

    private <R> ActivityCall<R> recorded(ThrowingRunnable call) {
        Recorded recorded = Recording.capture(call);
        List<ActivityDefinition> bound = definitions.byMethod(recorded.methodKey());
        if (bound.size() != 1) {
            throw new IllegalArgumentException(recorded.methodKey() + " is bound to several Task Queues: start it by type name"
                    + " and name the queue");
        }
        ActivityDefinition definition = bound.get(0);
        List<Object> arguments = new ArrayList<>(Arrays.asList(recorded.arguments()));
        if (definition.contextParameter() >= 0) {
            arguments.remove(definition.contextParameter());
        }
        return new Call<>(starter, definition, definition.type(), arguments.toArray(), definition.result());
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
    public <R> List<ActivityHandle<R>> startAll(Collection<ActivityCall<R>> calls) {
        List<Call<R>> ours = new ArrayList<>(calls.size());
        for (ActivityCall<R> call : calls) {
            ours.add((Call<R>) call);
        }
        return starter.startAll(ours);
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
            return UUID.fromString(String.valueOf(runId)); // null is none either
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + runId + "' is not a run id. Take one that a handle or describe shows.", e);
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
    public <T, R> ActivityCall<R> call(Class<T> activity, Functions.Func0<T, R> method) {
        T stub = definitions.stub(activity);
        return recorded(() -> method.apply(stub));
    }

    @Override
    public <T, P1, R> ActivityCall<R> call(Class<T> activity, Functions.Func1<T, P1, R> method, P1 p1) {
        T stub = definitions.stub(activity);
        return recorded(() -> method.apply(stub, p1));
    }

    @Override
    public <T, P1, P2, R> ActivityCall<R> call(Class<T> activity, Functions.Func2<T, P1, P2, R> method, P1 p1, P2 p2) {
        T stub = definitions.stub(activity);
        return recorded(() -> method.apply(stub, p1, p2));
    }

    @Override
    public <T, P1, P2, P3, R> ActivityCall<R> call(Class<T> activity, Functions.Func3<T, P1, P2, P3, R> method, P1 p1, P2 p2,
            P3 p3) {
        T stub = definitions.stub(activity);
        return recorded(() -> method.apply(stub, p1, p2, p3));
    }

    @Override
    public <T, P1, P2, P3, P4, R> ActivityCall<R> call(Class<T> activity, Functions.Func4<T, P1, P2, P3, P4, R> method, P1 p1,
            P2 p2, P3 p3, P4 p4) {
        T stub = definitions.stub(activity);
        return recorded(() -> method.apply(stub, p1, p2, p3, p4));
    }

    @Override
    public <T, P1, P2, P3, P4, P5, R> ActivityCall<R> call(Class<T> activity, Functions.Func5<T, P1, P2, P3, P4, P5, R> method,
            P1 p1, P2 p2, P3 p3, P4 p4, P5 p5) {
        T stub = definitions.stub(activity);
        return recorded(() -> method.apply(stub, p1, p2, p3, p4, p5));
    }

    @Override
    public <T, P1, P2, P3, P4, P5, P6, R> ActivityCall<R> call(Class<T> activity,
            Functions.Func6<T, P1, P2, P3, P4, P5, P6, R> method, P1 p1, P2 p2, P3 p3, P4 p4, P5 p5, P6 p6) {
        T stub = definitions.stub(activity);
        return recorded(() -> method.apply(stub, p1, p2, p3, p4, p5, p6));
    }

    @Override
    public <T> ActivityCall<Void> call(Class<T> activity, Functions.Proc0<T> method) {
        T stub = definitions.stub(activity);
        return recorded(() -> method.apply(stub));
    }

    @Override
    public <T, P1> ActivityCall<Void> call(Class<T> activity, Functions.Proc1<T, P1> method, P1 p1) {
        T stub = definitions.stub(activity);
        return recorded(() -> method.apply(stub, p1));
    }

    @Override
    public <T, P1, P2> ActivityCall<Void> call(Class<T> activity, Functions.Proc2<T, P1, P2> method, P1 p1, P2 p2) {
        T stub = definitions.stub(activity);
        return recorded(() -> method.apply(stub, p1, p2));
    }

    @Override
    public <T, P1, P2, P3> ActivityCall<Void> call(Class<T> activity, Functions.Proc3<T, P1, P2, P3> method, P1 p1, P2 p2,
            P3 p3) {
        T stub = definitions.stub(activity);
        return recorded(() -> method.apply(stub, p1, p2, p3));
    }

    @Override
    public <T, P1, P2, P3, P4> ActivityCall<Void> call(Class<T> activity, Functions.Proc4<T, P1, P2, P3, P4> method, P1 p1,
            P2 p2, P3 p3, P4 p4) {
        T stub = definitions.stub(activity);
        return recorded(() -> method.apply(stub, p1, p2, p3, p4));
    }

    @Override
    public <T, P1, P2, P3, P4, P5> ActivityCall<Void> call(Class<T> activity, Functions.Proc5<T, P1, P2, P3, P4, P5> method,
            P1 p1, P2 p2, P3 p3, P4 p4, P5 p5) {
        T stub = definitions.stub(activity);
        return recorded(() -> method.apply(stub, p1, p2, p3, p4, p5));
    }

    @Override
    public <T, P1, P2, P3, P4, P5, P6> ActivityCall<Void> call(Class<T> activity,
            Functions.Proc6<T, P1, P2, P3, P4, P5, P6> method, P1 p1, P2 p2, P3 p3, P4 p4, P5 p5, P6 p6) {
        T stub = definitions.stub(activity);
        return recorded(() -> method.apply(stub, p1, p2, p3, p4, p5, p6));
    }

    @Override
    public <T, R> ActivityCall<R> callUni(Class<T> activity, Functions.Func0<T, Uni<R>> method) {
        T stub = definitions.stub(activity);
        return recorded(() -> method.apply(stub));
    }

    @Override
    public <T, P1, R> ActivityCall<R> callUni(Class<T> activity, Functions.Func1<T, P1, Uni<R>> method, P1 p1) {
        T stub = definitions.stub(activity);
        return recorded(() -> method.apply(stub, p1));
    }

    @Override
    public <T, P1, P2, R> ActivityCall<R> callUni(Class<T> activity, Functions.Func2<T, P1, P2, Uni<R>> method, P1 p1, P2 p2) {
        T stub = definitions.stub(activity);
        return recorded(() -> method.apply(stub, p1, p2));
    }

    @Override
    public <T, P1, P2, P3, R> ActivityCall<R> callUni(Class<T> activity, Functions.Func3<T, P1, P2, P3, Uni<R>> method, P1 p1,
            P2 p2, P3 p3) {
        T stub = definitions.stub(activity);
        return recorded(() -> method.apply(stub, p1, p2, p3));
    }

    @Override
    public <T, P1, P2, P3, P4, R> ActivityCall<R> callUni(Class<T> activity, Functions.Func4<T, P1, P2, P3, P4, Uni<R>> method,
            P1 p1, P2 p2, P3 p3, P4 p4) {
        T stub = definitions.stub(activity);
        return recorded(() -> method.apply(stub, p1, p2, p3, p4));
    }

    @Override
    public <T, P1, P2, P3, P4, P5, R> ActivityCall<R> callUni(Class<T> activity,
            Functions.Func5<T, P1, P2, P3, P4, P5, Uni<R>> method, P1 p1, P2 p2, P3 p3, P4 p4, P5 p5) {
        T stub = definitions.stub(activity);
        return recorded(() -> method.apply(stub, p1, p2, p3, p4, p5));
    }

    @Override
    public <T, P1, P2, P3, P4, P5, P6, R> ActivityCall<R> callUni(Class<T> activity,
            Functions.Func6<T, P1, P2, P3, P4, P5, P6, Uni<R>> method, P1 p1, P2 p2, P3 p3, P4 p4, P5 p5, P6 p6) {
        T stub = definitions.stub(activity);
        return recorded(() -> method.apply(stub, p1, p2, p3, p4, p5, p6));
    }

    @Override
    public <T, R> ActivityCall<R> callStage(Class<T> activity, Functions.Func0<T, CompletionStage<R>> method) {
        T stub = definitions.stub(activity);
        return recorded(() -> method.apply(stub));
    }

    @Override
    public <T, P1, R> ActivityCall<R> callStage(Class<T> activity, Functions.Func1<T, P1, CompletionStage<R>> method, P1 p1) {
        T stub = definitions.stub(activity);
        return recorded(() -> method.apply(stub, p1));
    }

    @Override
    public <T, P1, P2, R> ActivityCall<R> callStage(Class<T> activity, Functions.Func2<T, P1, P2, CompletionStage<R>> method,
            P1 p1, P2 p2) {
        T stub = definitions.stub(activity);
        return recorded(() -> method.apply(stub, p1, p2));
    }

    @Override
    public <T, P1, P2, P3, R> ActivityCall<R> callStage(Class<T> activity,
            Functions.Func3<T, P1, P2, P3, CompletionStage<R>> method, P1 p1, P2 p2, P3 p3) {
        T stub = definitions.stub(activity);
        return recorded(() -> method.apply(stub, p1, p2, p3));
    }

    @Override
    public <T, P1, P2, P3, P4, R> ActivityCall<R> callStage(Class<T> activity,
            Functions.Func4<T, P1, P2, P3, P4, CompletionStage<R>> method, P1 p1, P2 p2, P3 p3, P4 p4) {
        T stub = definitions.stub(activity);
        return recorded(() -> method.apply(stub, p1, p2, p3, p4));
    }

    @Override
    public <T, P1, P2, P3, P4, P5, R> ActivityCall<R> callStage(Class<T> activity,
            Functions.Func5<T, P1, P2, P3, P4, P5, CompletionStage<R>> method, P1 p1, P2 p2, P3 p3, P4 p4, P5 p5) {
        T stub = definitions.stub(activity);
        return recorded(() -> method.apply(stub, p1, p2, p3, p4, p5));
    }

    @Override
    public <T, P1, P2, P3, P4, P5, P6, R> ActivityCall<R> callStage(Class<T> activity,
            Functions.Func6<T, P1, P2, P3, P4, P5, P6, CompletionStage<R>> method, P1 p1, P2 p2, P3 p3, P4 p4, P5 p5, P6 p6) {
        T stub = definitions.stub(activity);
        return recorded(() -> method.apply(stub, p1, p2, p3, p4, p5, p6));
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
