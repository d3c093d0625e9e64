package io.quarkiverse.activities.runtime.client.start;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.activities.ActivityCall;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityOption;
import io.quarkiverse.activities.ActivityProcedure;
import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.TransactionMode;
import io.quarkiverse.activities.runtime.client.handle.Handle;
import io.quarkiverse.activities.runtime.client.start.RecordedCalls.RecordedCall;
import io.quarkiverse.activities.runtime.context.CurrentAttempt;
import io.quarkiverse.activities.runtime.definition.ActivityDefinition;

/** Implements {@link ActivityCall}: collects the arguments and options of a start. */
public final class Call<R> implements ActivityCall<R> {

    final String activityType;
    final Object[] arguments;
    final Type resultType;
    final CallOptions options = new CallOptions();
    String activityId;
    IdReusePolicy reusePolicy = IdReusePolicy.ALLOW_DUPLICATE;
    IdConflictPolicy conflictPolicy = IdConflictPolicy.FAIL;
    String requestId;
    boolean joins = true;
    RecordedCall followUp;
    private final ActivityDefinition definition;
    private final Starter starter;

    /** @param definition the definition of the method that the lambda called, or null if only the type name is known */
    public Call(Starter starter, ActivityDefinition definition, String activityType, Object[] arguments, Type resultType) {
        this.starter = starter;
        this.definition = definition;
        this.activityType = activityType;
        this.arguments = arguments;
        this.resultType = resultType;
    }

    ActivityDefinition definition() {
        return definition;
    }

    @Override
    public ActivityCall<R> id(String newId) {
        activityId = Objects.requireNonNullElse(newId, "");
        return this;
    }

    @Override
    public ActivityCall<R> taskQueue(String taskQueue) {
        options.set(ActivityOption.TASK_QUEUE, taskQueue);
        return this;
    }

    @Override
    public ActivityCall<R> startToCloseTimeout(Duration timeout) {
        options.set(ActivityOption.START_TO_CLOSE_TIMEOUT, timeout);
        return this;
    }

    @Override
    public ActivityCall<R> scheduleToCloseTimeout(Duration timeout) {
        options.set(ActivityOption.SCHEDULE_TO_CLOSE_TIMEOUT, timeout);
        return this;
    }

    @Override
    public ActivityCall<R> scheduleToStartTimeout(Duration timeout) {
        options.set(ActivityOption.SCHEDULE_TO_START_TIMEOUT, timeout);
        return this;
    }

    @Override
    public ActivityCall<R> heartbeatTimeout(Duration timeout) {
        options.set(ActivityOption.HEARTBEAT_TIMEOUT, timeout);
        return this;
    }

    @Override
    public ActivityCall<R> retry(RetryOptions retry) {
        options.set(Objects.requireNonNull(retry, "retry"));
        return this;
    }

    @Override
    public ActivityCall<R> startDelay(Duration delay) {
        options.set(ActivityOption.START_DELAY, Objects.requireNonNull(delay, "delay"));
        return this;
    }

    @Override
    public ActivityCall<R> priority(int priority) {
        options.set(ActivityOption.PRIORITY, priority);
        return this;
    }

    @Override
    public ActivityCall<R> reusePolicy(IdReusePolicy policy) {
        reusePolicy = Objects.requireNonNull(policy, "policy");
        return this;
    }

    @Override
    public ActivityCall<R> conflictPolicy(IdConflictPolicy policy) {
        conflictPolicy = Objects.requireNonNull(policy, "policy");
        return this;
    }

    @Override
    public ActivityCall<R> requestId(String newRequestId) {
        requestId = newRequestId;
        return this;
    }

    @Override
    public ActivityCall<R> transaction(TransactionMode mode) {
        joins = mode == TransactionMode.JOIN;
        return this;
    }

    @Override
    public <A> ActivityCall<R> onFailure(Class<A> activity, ActivityProcedure<A> call) {
        followUp = starter.recordedCalls().any(activity, call);
        return this;
    }

    @Override
    public ActivityHandle<R> start() {
        return starter.start(this);
    }

    @Override
    public CompletionStage<ActivityHandle<R>> startAsync() {
        return starter.startAsync(this);
    }

    @Override
    public R execute() {
        starter.refuseToWaitInOwnTransaction(this);
        return start().result();
    }

    @Override
    public CompletionStage<R> executeAsync() {
        try {
            starter.refuseToWaitInOwnTransaction(this);
        } catch (IllegalStateException e) {
            return CompletableFuture.failedFuture(e);
        }
        ActivityContext waiting = CurrentAttempt.get();
        return startAsync().thenCompose(handle -> ((Handle<R>) handle).resultAsync(waiting));
    }
}
