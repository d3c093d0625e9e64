package io.quarkiverse.activities.test.scenario;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.failure.ApplicationFailure;

/** An attempt in progress. Its method waits for steps and executes them on its own thread. */
final class ScenarioAttempt {

    private final ActivityContext context;
    private final BlockingQueue<Runnable> steps = new LinkedBlockingQueue<>();
    private Callable<String> end;

    ScenarioAttempt(ActivityContext context) {
        this.context = context;
    }

    String perform() throws Exception {
        while (end == null) {
            steps.take().run();
        }
        return end.call();
    }

    int number() {
        return context.info().attempt();
    }

    ActivityContext context() {
        return context;
    }

    /** Heartbeats within the method. Throws the exception of the heartbeat. */
    void heartbeat(Object details) {
        execute(() -> {
            context.heartbeat(details);
            return null;
        });
    }

    /** {@return the result of this step, which the method executes} */
    <T> T execute(Callable<T> step) {
        return get(begin(step));
    }

    /** {@return the future result of this step, which the method executes next} */
    <T> Future<T> begin(Callable<T> step) {
        FutureTask<T> task = new FutureTask<>(step);
        steps.add(task);
        return task;
    }

    static <T> T get(Future<T> done) {
        try {
            return done.get(ScenarioSupport.LONG.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw ApplicationFailure.wrap(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** Lets the method return this result. */
    void completes(String result) {
        endWith(() -> result);
    }

    /** Lets the method throw a failure of type TestFailure, which is retried by policy. */
    void fails() {
        fails(ApplicationFailure.newFailure("failed in attempt " + number(), "TestFailure"));
    }

    void fails(Exception failure) {
        endWith(() -> {
            throw failure;
        });
    }

    private void endWith(Callable<String> how) {
        steps.add(() -> end = how);
    }
}
