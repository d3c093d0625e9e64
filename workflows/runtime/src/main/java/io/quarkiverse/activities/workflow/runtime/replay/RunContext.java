package io.quarkiverse.activities.workflow.runtime.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.ActivityFunction;
import io.quarkiverse.activities.ActivityProcedure;
import io.quarkiverse.activities.workflow.CancellationScope;
import io.quarkiverse.activities.workflow.ChildWorkflow;
import io.quarkiverse.activities.workflow.ContinueAsNewOptions;
import io.quarkiverse.activities.workflow.ExternalWorkflow;
import io.quarkiverse.activities.workflow.LocalActivity;
import io.quarkiverse.activities.workflow.Promise;
import io.quarkiverse.activities.workflow.WorkflowActivity;
import io.quarkiverse.activities.workflow.WorkflowInfo;
import io.quarkiverse.activities.workflow.runtime.replay.Stubs.RecordedCall;
import io.quarkiverse.activities.workflow.runtime.replay.Stubs.Returned;
import io.smallrye.mutiny.Uni;

/** The workflow context that workflow code uses. */
final class RunContext implements TypedCalls {

    private final Core core;
    private final Calls calls;
    private final Handlers handlers;
    private final Stubs stubs;
    private final SideEffects sideEffects;
    private final Versions versions;
    private final Memo memo;
    private final Logger logger;
    private int childNames;

    RunContext(Core core, Calls calls, Handlers handlers, Stubs stubs) {
        this.core = core;
        this.calls = calls;
        this.handlers = handlers;
        this.stubs = stubs;
        sideEffects = new SideEffects(core);
        versions = new Versions(core);
        memo = new Memo(core);
        logger = new ReplayLogger(core.start.info().workflowType(), this::isReplaying);
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
        return activity(activity, call, Returned.VALUE);
    }

    @Override
    public <T> WorkflowActivity<Void> activityVoid(Class<T> activity, ActivityProcedure<T> call) {
        return activity(activity, function(call), Returned.NOTHING);
    }

    @Override
    public <T, R> WorkflowActivity<R> activityUni(Class<T> activity, ActivityFunction<T, Uni<R>> call) {
        return activity(activity, call, Returned.UNI);
    }

    @Override
    public <T, R> WorkflowActivity<R> activityStage(Class<T> activity, ActivityFunction<T, CompletionStage<R>> call) {
        return activity(activity, call, Returned.STAGE);
    }

    private <T, R> WorkflowActivity<R> activity(Class<T> activity, ActivityFunction<T, ?> call, Returned returned) {
        return new ActivityCalling<>(core, calls, stubs.record(activity, call).require(returned, "activity"));
    }

    /** {@return the call of a method that returns nothing, as a function} */
    private static <T> ActivityFunction<T, Void> function(ActivityProcedure<T> procedure) {
        return stub -> {
            procedure.apply(stub);
            return null;
        };
    }

    @Override
    public WorkflowActivity<Object> activity(RecordedCall call) {
        return new ActivityCalling<>(core, calls, call);
    }

    @Override
    public <R> WorkflowActivity<R> activity(String activityType, Class<R> resultType, Object... arguments) {
        return new ActivityCalling<>(core, calls, activityType, resultType, arguments);
    }

    @Override
    public <T, R> LocalActivity<R> local(Class<T> activity, ActivityFunction<T, R> call) {
        return local(activity, call, Returned.VALUE);
    }

    @Override
    public <T> LocalActivity<Void> localVoid(Class<T> activity, ActivityProcedure<T> call) {
        return local(activity, function(call), Returned.NOTHING);
    }

    @Override
    public <T, R> LocalActivity<R> localUni(Class<T> activity, ActivityFunction<T, Uni<R>> call) {
        return local(activity, call, Returned.UNI);
    }

    @Override
    public <T, R> LocalActivity<R> localStage(Class<T> activity, ActivityFunction<T, CompletionStage<R>> call) {
        return local(activity, call, Returned.STAGE);
    }

    private <T, R> LocalActivity<R> local(Class<T> activity, ActivityFunction<T, ?> call, Returned returned) {
        return localOf(stubs.record(activity, call).require(returned, "local"));
    }

    @Override
    public LocalActivity<Object> local(RecordedCall call) {
        return localOf(call);
    }

    private <R> LocalActivity<R> localOf(RecordedCall call) {
        return new LocalCalling<>(core, calls, call.type(), call.result(), call.arguments(), null);
    }

    @Override
    public <R> LocalActivity<R> local(String activityType, Class<R> resultType, Object... arguments) {
        return new LocalCalling<>(core, calls, activityType, resultType, arguments, null);
    }

    @Override
    public <R> LocalActivity<R> localStep(String name, Class<R> resultType, Callable<R> code) {
        return new LocalCalling<>(core, calls, name, resultType, new Object[0], code);
    }

    @Override
    public <R> R step(String name, Class<R> resultType, Callable<R> code) {
        return localStep(name, resultType, code).execute();
    }

    @Override
    public void step(String name, Runnable code) {
        step(name, Void.class, callable(code));
    }

    @Override
    public <R> R transactionalStep(String name, Class<R> resultType, Callable<R> code) {
        return localStep(name, resultType, code).transactional().execute();
    }

    @Override
    public void transactionalStep(String name, Runnable code) {
        transactionalStep(name, Void.class, callable(code));
    }

    private static Callable<Void> callable(Runnable code) {
        return () -> {
            code.run();
            return null;
        };
    }

    @Override
    public <T, R> ChildWorkflow<R> child(Class<T> workflow, ActivityFunction<T, R> call) {
        return child(workflow, call, Returned.VALUE);
    }

    @Override
    public <T> ChildWorkflow<Void> childVoid(Class<T> workflow, ActivityProcedure<T> call) {
        return child(workflow, function(call), Returned.NOTHING);
    }

    private <T, R> ChildWorkflow<R> child(Class<T> workflow, ActivityFunction<T, ?> call, Returned returned) {
        RecordedCall recorded = stubs.record(workflow, call).require(returned, "child");
        return new ChildCalling<>(core, calls, stubs, recorded, nextChildName());
    }

    @Override
    public <R> ChildWorkflow<R> child(String workflowType, Class<R> resultType, Object... arguments) {
        return new ChildCalling<>(core, calls, stubs, workflowType, resultType, arguments, nextChildName());
    }

    private String nextChildName() {
        core.checkChange();
        return core.start.info().runId() + "/" + ++childNames;
    }

    @Override
    public ExternalWorkflow external(String workflowId) {
        return new ExternalCalling(core, calls, stubs, workflowId, null);
    }

    @Override
    public ExternalWorkflow external(String workflowId, String runId) {
        return new ExternalCalling(core, calls, stubs, workflowId, UUID.fromString(runId).toString());
    }

    @Override
    public void continueAsNew(Object... arguments) {
        continueAsNew(ContinueAsNewOptions.create(), arguments);
    }

    @Override
    public <T> void continueAsNew(Class<T> workflow, ActivityProcedure<T> call) {
        RecordedCall next = stubs.record(workflow, function(call));
        String type = core.start.info().workflowType();
        if (!next.type().equals(type)) {
            throw new IllegalArgumentException("A run of " + type + " cannot continue as " + next.type()
                    + ". Call the workflow method of " + type + ", or start a child workflow");
        }
        continueAsNew(next.arguments());
    }

    @Override
    public void continueAsNew(ContinueAsNewOptions options, Object... arguments) {
        core.checkChange();
        core.ending.continueAsNew(new Closing.ContinuedAsNew(
                core.conversion.writeArguments("continue-as-new of", info().workflowType(), arguments), options));
        core.coroutine().evictItself();
    }

    @Override
    public boolean continueAsNewSuggested() {
        return core.journal.isLong();
    }

    @Override
    public int journalLength() {
        core.check();
        return core.journal.length();
    }

    @Override
    public <R> Optional<R> memo(String key, Class<R> type) {
        core.check();
        return memo.get(key, type);
    }

    @Override
    public void upsertMemo(String key, Object value) {
        core.checkChange();
        memo.put(key, value);
    }

    @Override
    public void publish(String key, Object value) {
        core.checkChange();
        core.commands
                .add(Command.plain(new Decision.Publish(Objects.requireNonNull(key, "key"), core.conversion.write(value))));
    }

    @Override
    public Logger logger() {
        return logger;
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
