package io.quarkiverse.activities.workflow.runtime.definition;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkiverse.activities.ActivityOption;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.runtime.definition.ActivityDefinition;
import io.quarkiverse.activities.runtime.definition.ActivityDefinitions;
import io.quarkiverse.activities.runtime.definition.OptionParser;
import io.quarkiverse.activities.runtime.definition.Recorded;
import io.quarkiverse.activities.runtime.definition.RecordedActivity;
import io.quarkiverse.activities.runtime.definition.ReturnKind;
import io.quarkiverse.activities.workflow.LocalActivity;
import io.quarkiverse.activities.workflow.WorkflowActivity;
import io.quarkiverse.activities.workflow.runtime.replay.Stubs.RecordedCall;
import io.quarkiverse.activities.workflow.runtime.replay.Stubs.Returned;
import io.quarkiverse.activities.workflow.runtime.replay.TypedCalls;
import io.smallrye.mutiny.Uni;

/** Creates the stubs that constructors of workflows take: each call of a method is the call of an activity by the run. */
final class StubFactory {

    private final ActivityDefinitions activities;
    private final Map<ParameterData, Map<ActivityOption, Object>> options = new ConcurrentHashMap<>();

    StubFactory(ActivityDefinitions activities) {
        this.activities = activities;
    }

    Object create(ParameterData parameter, TypedCalls run) {
        Map<ActivityOption, Object> set = options.computeIfAbsent(parameter, StubFactory::parse);
        boolean local = parameter.getKind() == ParameterData.Kind.LOCAL_STUB;
        return activities.stub(parameter.getType(), (methodKey, arguments) -> {
            RecordedActivity called = activities.called(new Recorded(methodKey, arguments));
            RecordedCall call = call(called);
            Object result = local ? with(set, run.local(call)).durability(parameter.getDurability()).execute()
                    : with(set, run.activity(call)).cancellation(parameter.getCancellation()).execute();
            return returned(called.definition().returnKind(), result);
        });
    }

    private static Map<ActivityOption, Object> parse(ParameterData parameter) {
        Map<ActivityOption, Object> written = new HashMap<>(parameter.getOptions());
        Map<ActivityOption, Object> parsed = new HashMap<>(OptionParser.read(written));
        parsed.values().removeIf(value -> value instanceof Duration duration && duration.isZero());
        return parsed;
    }

    /** {@return the call of an activity, as the code of a run makes it} */
    static RecordedCall call(RecordedActivity called) {
        ActivityDefinition definition = called.definition();
        return new RecordedCall(definition.type(), definition.result() == null ? Void.class : definition.result(),
                called.arguments(), switch (definition.returnKind()) {
                    case VALUE -> Returned.VALUE;
                    case VOID -> Returned.NOTHING;
                    case UNI -> Returned.UNI;
                    case STAGE -> Returned.STAGE;
                }, definition.taskQueue());
    }

    /** {@return what the method returns to the workflow} The call has ended, so that nothing is left to wait for. */
    private static Object returned(ReturnKind kind, Object result) {
        return switch (kind) {
            case UNI -> Uni.createFrom().item(result);
            case STAGE -> CompletableFuture.completedFuture(result);
            default -> result;
        };
    }

    private static WorkflowActivity<Object> with(Map<ActivityOption, Object> set, WorkflowActivity<Object> call) {
        set.forEach((option, value) -> {
            switch (option) {
                case TASK_QUEUE -> call.taskQueue((String) value);
                case START_TO_CLOSE_TIMEOUT -> call.startToCloseTimeout((Duration) value);
                case SCHEDULE_TO_CLOSE_TIMEOUT -> call.scheduleToCloseTimeout((Duration) value);
                case SCHEDULE_TO_START_TIMEOUT -> call.scheduleToStartTimeout((Duration) value);
                case HEARTBEAT_TIMEOUT -> call.heartbeatTimeout((Duration) value);
                case PRIORITY -> call.priority((int) value);
                default -> {
                }
            }
        });
        RetryOptions retry = retry(set);
        return retry == null ? call : call.retry(retry);
    }

    private static LocalActivity<Object> with(Map<ActivityOption, Object> set, LocalActivity<Object> call) {
        set.forEach((option, value) -> {
            switch (option) {
                case START_TO_CLOSE_TIMEOUT -> call.startToCloseTimeout((Duration) value);
                case SCHEDULE_TO_CLOSE_TIMEOUT -> call.scheduleToCloseTimeout((Duration) value);
                case SCHEDULE_TO_START_TIMEOUT -> call.scheduleToStartTimeout((Duration) value);
                default -> {
                }
            }
        });
        RetryOptions retry = retry(set);
        return retry == null ? call : call.retry(retry);
    }

    /** {@return the retry policy, or null if no field of it is set} */
    @SuppressWarnings("unchecked")
    private static RetryOptions retry(Map<ActivityOption, Object> set) {
        RetryOptions retry = RetryOptions.create();
        for (Map.Entry<ActivityOption, Object> entry : set.entrySet()) {
            Object value = entry.getValue();
            retry = switch (entry.getKey()) {
                case RETRY_INITIAL_INTERVAL -> retry.initialInterval((Duration) value);
                case RETRY_BACKOFF_COEFFICIENT -> retry.backoffCoefficient((double) value);
                case RETRY_MAXIMUM_INTERVAL -> retry.maximumInterval((Duration) value);
                case RETRY_MAXIMUM_ATTEMPTS -> retry.maximumAttempts((int) value);
                case RETRY_NON_RETRYABLE -> retry.nonRetryableClasses(((List<String>) value).toArray(new String[0]));
                case RETRY_NON_RETRYABLE_TYPES -> retry.nonRetryableTypes(((List<String>) value).toArray(new String[0]));
                default -> retry;
            };
        }
        return retry == RetryOptions.create() ? null : retry;
    }
}
