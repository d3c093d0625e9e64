package io.quarkiverse.activities.workflow.runtime.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.quarkiverse.activities.ActivityFunction;
import io.quarkiverse.activities.workflow.CancellationScope;
import io.quarkiverse.activities.workflow.ChildWorkflow;
import io.quarkiverse.activities.workflow.ExternalWorkflow;
import io.quarkiverse.activities.workflow.LocalActivity;
import io.quarkiverse.activities.workflow.Promise;
import io.quarkiverse.activities.workflow.WorkflowActivity;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowInfo;
import io.quarkiverse.activities.workflow.runtime.replay.Stubs.RecordedCall;

/** What workflow code uses. */
final class RunContext implements WorkflowContext {

    private final Core core;
    private final Calls calls;
    private final Handlers handlers;
    private final Stubs stubs;
    private final SideEffects sideEffects;
    private final Versions versions;
    private int childNames;

    RunContext(Core core, Calls calls, Handlers handlers, Stubs stubs) {
        this.core = core;
        this.calls = calls;
        this.handlers = handlers;
        this.stubs = stubs;
        sideEffects = new SideEffects(core);
        versions = new Versions(core);
    }

    @Override
    public WorkflowInfo info() {
        return core.start.info();
    }

    @Override
    public Instant now() {
        core.check();
        return core.now();
    }

    @Override
    public Random random() {
        return new Random(uuid().getLeastSignificantBits());
    }

    @Override
    public UUID uuid() {
        core.checkChange();
        return core.uuid();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R> R sideEffect(Class<R> type, Supplier<R> code) {
        core.checkChange();
        return (R) sideEffects.run(type, code);
    }

    @Override
    public void sleep(Duration duration) {
        timer(duration).get();
    }

    @Override
    public Promise<Void> timer(Duration duration) {
        core.checkChange();
        return TimerMachine.start(core, calls, duration, false);
    }

    @Override
    public void await(BooleanSupplier condition) {
        core.block(() -> {
            throwIfCanceled();
            return condition.getAsBoolean();
        });
    }

    @Override
    public boolean await(Duration timeout, BooleanSupplier condition) {
        core.checkChange();
        PromiseState<Void> timer = TimerMachine.start(core, calls, timeout, true);
        core.block(() -> {
            if (timer.isDone()) {
                return true;
            }
            throwIfCanceled();
            return condition.getAsBoolean();
        });
        boolean fired = timer.isDone();
        if (!fired && core.start.rules().awaitCancelsTimer()) {
            timer.cancel(null);
        }
        return core.start.rules().awaitTellsCondition() ? condition.getAsBoolean() : !fired;
    }

    private void throwIfCanceled() {
        if (core.currentScope().isCancelRequested()) {
            throw Thrown.canceled(null, core.conversion);
        }
    }

    @Override
    public <R> Promise<R> async(Callable<R> code) {
        return core.async(code);
    }

    @Override
    public Promise<Void> async(Runnable code) {
        return core.async(() -> {
            code.run();
            return null;
        });
    }

    @Override
    public CancellationScope scope(Runnable code) {
        core.checkChange();
        return new Scope(core, core.currentScope(), code);
    }

    @Override
    public CancellationScope detachedScope(Runnable code) {
        core.checkChange();
        return new Scope(core, null, code);
    }

    @Override
    public CancellationScope currentScope() {
        core.check();
        return core.currentScope();
    }

    @Override
    public <T, R> WorkflowActivity<R> activity(Class<T> activity, ActivityFunction<T, R> call) {
        RecordedCall recorded = stubs.record(activity, call);
        return new ActivityCalling<>(core, calls, recorded.type(), recorded.result(), recorded.arguments());
    }

    @Override
    public <R> WorkflowActivity<R> activity(String activityType, Class<R> resultType, Object... arguments) {
        return new ActivityCalling<>(core, calls, activityType, resultType, arguments);
    }

    @Override
    public <T, R> LocalActivity<R> local(Class<T> activity, ActivityFunction<T, R> call) {
        RecordedCall recorded = stubs.record(activity, call);
        return new LocalCalling<>(core, calls, recorded.type(), recorded.result(), recorded.arguments(), null);
    }

    @Override
    public <R> LocalActivity<R> local(String activityType, Class<R> resultType, Object... arguments) {
        return new LocalCalling<>(core, calls, activityType, resultType, arguments, null);
    }

    @Override
    public <R> R step(String name, Class<R> resultType, Callable<R> code) {
        return new LocalCalling<R>(core, calls, name, resultType, new Object[0], code).execute();
    }

    @Override
    public void step(String name, Runnable code) {
        step(name, Void.class, () -> {
            code.run();
            return null;
        });
    }

    @Override
    public <T, R> ChildWorkflow<R> child(Class<T> workflow, ActivityFunction<T, R> call) {
        RecordedCall recorded = stubs.record(workflow, call);
        return new ChildCalling<>(core, calls, recorded.type(), recorded.result(), recorded.arguments(), nextChildName());
    }

    @Override
    public <R> ChildWorkflow<R> child(String workflowType, Class<R> resultType, Object... arguments) {
        return new ChildCalling<>(core, calls, workflowType, resultType, arguments, nextChildName());
    }

    private String nextChildName() {
        core.checkChange();
        return core.start.info().runId() + "/" + ++childNames;
    }

    @Override
    public ExternalWorkflow external(String workflowId) {
        return new ExternalCalling(core, calls, workflowId);
    }

    @Override
    public void continueAsNew(Object... arguments) {
        core.checkChange();
        core.ending.continueAsNew(core.conversion.writeArguments(arguments));
        core.coroutine().evictItself();
    }

    @Override
    public void publish(String key, Object value) {
        core.checkChange();
        core.commands.add(Command.plain(new Decision.Publish(key, core.conversion.write(value))));
    }

    @Override
    public int version(String change, int minimum, int maximum) {
        core.checkChange();
        return versions.version(change, minimum, maximum);
    }

    @Override
    public boolean allHandlersFinished() {
        core.check();
        return handlers.allFinished();
    }

    @Override
    public boolean isReplaying() {
        return !core.recorded().isLive();
    }
}
