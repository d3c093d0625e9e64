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

/** An attempt in progress. Its method waits for what it is told to do, and does it on its own thread. */
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

    /** Heartbeats from inside. Throws what the method is answered. */
    void heartbeat(Object details) {
        does(() -> {
            context.heartbeat(details);
            return null;
        });
    }

    /** {@return what came of this step of the method} */
    <T> T does(Callable<T> step) {
        return get(begins(step));
    }

    /** {@return what will come of this step of the method} */
    <T> Future<T> begins(Callable<T> step) {
        FutureTask<T> task = new FutureTask<>(step);
        steps.add(task);
        return task;
    }

    static <T> T get(Future<T> done) {
        try {
            return done.get(Stage.LONG.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw ApplicationFailure.wrap(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** The method returns. */
    void completes(String result) {
        ends(() -> result);
    }

    /** The method throws a failure of type TestFailure, which is retried by policy. */
    void fails() {
        fails(ApplicationFailure.newFailure("failed in attempt " + number(), "TestFailure"));
    }

    void fails(Exception failure) {
        ends(() -> {
            throw failure;
        });
    }

    private void ends(Callable<String> how) {
        steps.add(() -> end = how);
    }
}
