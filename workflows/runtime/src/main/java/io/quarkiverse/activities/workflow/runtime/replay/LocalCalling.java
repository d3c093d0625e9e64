package io.quarkiverse.activities.workflow.runtime.replay;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;

import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.workflow.Durability;
import io.quarkiverse.activities.workflow.LocalActivity;
import io.quarkiverse.activities.workflow.Promise;

/** Collects the options of the call of a Local Activity. */
final class LocalCalling<R> implements LocalActivity<R> {

    private final Core core;
    private final Calls calls;
    private final String type;
    private final Type resultType;
    private final Object[] arguments;
    private final Callable<R> step;
    private Duration startToClose;
    private Duration scheduleToClose;
    private Duration scheduleToStart;
    private Durability durability = Durability.WRITE_BEHIND;
    private boolean transactional;
    private RetryOptions retry;
    private Duration threshold;

    LocalCalling(Core core, Calls calls, String type, Type resultType, Object[] arguments, Callable<R> step) {
        this.core = core;
        this.calls = calls;
        this.type = type;
        this.resultType = resultType;
        this.arguments = arguments;
        this.step = step;
    }

    @Override
    public LocalActivity<R> startToCloseTimeout(Duration timeout) {
        startToClose = timeout;
        return this;
    }

    @Override
    public LocalActivity<R> scheduleToCloseTimeout(Duration timeout) {
        scheduleToClose = timeout;
        return this;
    }

    @Override
    public LocalActivity<R> scheduleToStartTimeout(Duration timeout) {
        scheduleToStart = timeout;
        return this;
    }

    @Override
    public LocalActivity<R> durability(Durability newDurability) {
        durability = Objects.requireNonNull(newDurability, "durability");
        return this;
    }

    @Override
    public LocalActivity<R> transactional() {
        if (step == null) {
            throw new IllegalStateException("transactional() is for steps. Annotate the method of the activity '" + type
                    + "' with @Transactional instead");
        }
        transactional = true;
        return this;
    }

    @Override
    public LocalActivity<R> retry(RetryOptions newRetry) {
        retry = newRetry;
        return this;
    }

    @Override
    public LocalActivity<R> localRetryThreshold(Duration newThreshold) {
        threshold = newThreshold;
        return this;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Promise<R> start() {
        return (Promise<R>) machine().start();
    }

    @Override
    @SuppressWarnings("unchecked")
    public R execute() {
        return (R) machine().execute();
    }

    private LocalMachine machine() {
        core.checkChange();
        LocalSpec spec = new LocalSpec(type, core.conversion.writeArguments("Local Activity", type, arguments), startToClose,
                scheduleToClose,
                scheduleToStart,
                retry, threshold, durability == Durability.IMMEDIATE, step, transactional);
        return new LocalMachine(core, calls, spec, resultType);
    }
}
