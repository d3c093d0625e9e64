package io.quarkiverse.activities.workflow.runtime.replay;

import java.lang.reflect.Type;
import java.time.Duration;

import io.quarkiverse.activities.ActivityProcedure;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.workflow.ChildCancellationType;
import io.quarkiverse.activities.workflow.ChildHandle;
import io.quarkiverse.activities.workflow.ChildWorkflow;
import io.quarkiverse.activities.workflow.ParentClosePolicy;
import io.quarkiverse.activities.workflow.Promise;
import io.quarkiverse.activities.workflow.runtime.replay.Stubs.RecordedCall;

/** Collects the options of a child workflow. */
final class ChildCalling<R> implements ChildWorkflow<R> {

    private final Core core;
    private final Calls calls;
    private final Stubs stubs;
    private final String type;
    private final Type resultType;
    private final Object[] arguments;
    private String id;
    private String taskQueue;
    private Duration runTimeout;
    private Duration executionTimeout;
    private RetryOptions retry;
    private IdReusePolicy reuse = IdReusePolicy.ALLOW_DUPLICATE;
    private boolean terminateIfRunning;
    private ParentClosePolicy parentClose = ParentClosePolicy.TERMINATE;
    private ChildCancellationType cancellation = ChildCancellationType.WAIT_CANCELLATION_COMPLETED;

    ChildCalling(Core core, Calls calls, Stubs stubs, RecordedCall call, String id) {
        this(core, calls, stubs, call.type(), call.result(), call.arguments(), id);
        taskQueue = call.taskQueue();
    }

    ChildCalling(Core core, Calls calls, Stubs stubs, String type, Type resultType, Object[] arguments, String id) {
        this.core = core;
        this.calls = calls;
        this.stubs = stubs;
        this.type = type;
        this.resultType = resultType;
        this.arguments = arguments;
        this.id = id;
    }

    @Override
    public ChildWorkflow<R> id(String workflowId) {
        id = workflowId;
        return this;
    }

    @Override
    public ChildWorkflow<R> taskQueue(String newTaskQueue) {
        taskQueue = newTaskQueue;
        return this;
    }

    @Override
    public ChildWorkflow<R> runTimeout(Duration timeout) {
        runTimeout = timeout;
        return this;
    }

    @Override
    public ChildWorkflow<R> executionTimeout(Duration timeout) {
        executionTimeout = timeout;
        return this;
    }

    @Override
    public ChildWorkflow<R> retry(RetryOptions newRetry) {
        retry = newRetry;
        return this;
    }

    @Override
    public ChildWorkflow<R> reusePolicy(IdReusePolicy policy) {
        reuse = policy;
        return this;
    }

    @Override
    public ChildWorkflow<R> terminateIfRunning() {
        terminateIfRunning = true;
        return this;
    }

    @Override
    public ChildWorkflow<R> parentClosePolicy(ParentClosePolicy policy) {
        parentClose = policy;
        return this;
    }

    @Override
    public ChildWorkflow<R> cancellation(ChildCancellationType newType) {
        cancellation = newType;
        return this;
    }

    @Override
    public ChildHandle<R> start() {
        core.checkChange();
        ChildSpec spec = new ChildSpec(type, id, core.conversion.writeArguments("child workflow", type, arguments), taskQueue,
                runTimeout,
                executionTimeout, retry, reuse, terminateIfRunning, parentClose);
        ChildMachine child = new ChildMachine(core, calls, spec, resultType, cancellation);
        child.start();
        return new Handle<>(core, calls, stubs, id, child);
    }

    private record Handle<R>(Core core, Calls calls, Stubs stubs, String workflowId,
            ChildMachine child) implements ChildHandle<R> {

        @Override
        public Promise<String> started() {
            return child.started();
        }

        @Override
        @SuppressWarnings("unchecked")
        public Promise<R> result() {
            return (Promise<R>) child.result();
        }

        @Override
        public <T> void signal(Class<T> workflow, ActivityProcedure<T> call) {
            RecordedCall signal = stubs.recordSignal(workflow, call);
            signal(signal.type(), signal.arguments());
        }

        @Override
        public void signal(String name, Object... arguments) {
            core.checkChange();
            String runId = child.started().get();
            ExternalMachine.signalChild(core, calls, workflowId, runId, name,
                    core.conversion.writeArguments("signal", name, arguments)).get();
        }
    }
}
