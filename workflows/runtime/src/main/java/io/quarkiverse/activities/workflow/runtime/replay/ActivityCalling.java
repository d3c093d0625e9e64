package io.quarkiverse.activities.workflow.runtime.replay;

import java.lang.reflect.Type;
import java.time.Duration;

import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.workflow.ActivityCancellationType;
import io.quarkiverse.activities.workflow.Promise;
import io.quarkiverse.activities.workflow.WorkflowActivity;
import io.quarkiverse.activities.workflow.runtime.replay.Stubs.RecordedCall;

/** Collects the options of the call of an activity. */
final class ActivityCalling<R> implements WorkflowActivity<R> {

    private final Core core;
    private final Calls calls;
    private final String type;
    private final Type resultType;
    private final Object[] arguments;
    private String activityId;
    private String taskQueue;
    private Duration startToClose;
    private Duration scheduleToClose;
    private Duration scheduleToStart;
    private Duration heartbeat;
    private RetryOptions retry;
    private int priority;
    private ActivityCancellationType cancellation = ActivityCancellationType.TRY_CANCEL;

    ActivityCalling(Core core, Calls calls, RecordedCall call) {
        this(core, calls, call.type(), call.result(), call.arguments());
        taskQueue = call.taskQueue();
    }

    ActivityCalling(Core core, Calls calls, String type, Type resultType, Object[] arguments) {
        this.core = core;
        this.calls = calls;
        this.type = type;
        this.resultType = resultType;
        this.arguments = arguments;
    }

    @Override
    public WorkflowActivity<R> activityId(String newActivityId) {
        activityId = newActivityId;
        return this;
    }

    @Override
    public WorkflowActivity<R> taskQueue(String newTaskQueue) {
        taskQueue = newTaskQueue;
        return this;
    }

    @Override
    public WorkflowActivity<R> startToCloseTimeout(Duration timeout) {
        startToClose = timeout;
        return this;
    }

    @Override
    public WorkflowActivity<R> scheduleToCloseTimeout(Duration timeout) {
        scheduleToClose = timeout;
        return this;
    }

    @Override
    public WorkflowActivity<R> scheduleToStartTimeout(Duration timeout) {
        scheduleToStart = timeout;
        return this;
    }

    @Override
    public WorkflowActivity<R> heartbeatTimeout(Duration timeout) {
        heartbeat = timeout;
        return this;
    }

    @Override
    public WorkflowActivity<R> retry(RetryOptions newRetry) {
        retry = newRetry;
        return this;
    }

    @Override
    public WorkflowActivity<R> priority(int newPriority) {
        priority = newPriority;
        return this;
    }

    @Override
    public WorkflowActivity<R> cancellation(ActivityCancellationType newType) {
        cancellation = newType;
        return this;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Promise<R> start() {
        core.checkChange();
        ActivitySpec spec = new ActivitySpec(activityId, type, core.conversion.writeArguments("activity", type, arguments),
                taskQueue,
                startToClose, scheduleToClose, scheduleToStart, heartbeat, retry, priority, cancellation);
        return (Promise<R>) new ActivityMachine(core, calls, spec, resultType).start();
    }
}
