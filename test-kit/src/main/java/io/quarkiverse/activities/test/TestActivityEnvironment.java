package io.quarkiverse.activities.test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.ActivityInfo;
import io.quarkiverse.activities.failure.RecordedFailure;
import io.quarkiverse.activities.runtime.context.CurrentAttempt;
import io.quarkiverse.activities.runtime.payload.Payloads;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.smallrye.mutiny.Uni;

/**
 * Runs a single activity method as an attempt, without an engine or a database. If the class needs no injection, it also runs
 * without Quarkus. The environment returns or throws whatever the method does. Nothing is retried and nothing times out. Inside
 * the method, {@link ActivityContext#current()}, an injected {@link ActivityContext} and {@link #context()} return this
 * attempt, on the thread of the test and on threads to which contexts are propagated.
 *
 * <pre>
 * TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
 * environment.setHeartbeatDetails(40);
 * int pages = environment.call(() -&gt; new Printer().print("a book", environment.context()));
 * </pre>
 *
 * An environment runs one attempt at a time. Settings apply to the next {@link #call} or {@link #run} only, except the
 * heartbeat listener, the {@link #setAttempt attempt number} and the {@link #setActivityInfo info}, which stay. Values pass
 * through JSON, as they do in the engine: with the mapper and codecs of the application in a {@code @QuarkusTest}, and
 * otherwise with those of the engine.
 */
public final class TestActivityEnvironment {

    private final Payloads payloads;
    private ActivityInfo info;
    private Consumer<byte[]> listener = details -> {
    };
    private TestActivityContext next;
    /** The attempt that is running or ran last; null before the first. */
    private TestActivityContext latest;

    private TestActivityEnvironment(Payloads payloads) {
        this.payloads = payloads;
        Instant now = Instant.now();
        info = new ActivityInfo("test-activity", UUID.randomUUID().toString(), "TestActivity", "default", 1, now, now, now,
                Duration.ZERO, Duration.ZERO, Duration.ZERO, 0);
        next = new TestActivityContext(this, payloads, info);
    }

    /** {@return an environment for activity methods} */
    public static TestActivityEnvironment newInstance() {
        ArcContainer container = Arc.container();
        return new TestActivityEnvironment(container == null || !container.isRunning() ? Payloads.standalone()
                : container.instance(Payloads.class).get());
    }

    /** A call of an activity method that returns nothing. */
    @FunctionalInterface
    public interface Procedure {

        /** Calls the activity method. */
        void run() throws Exception;
    }

    /**
     * Runs a method that returns a value. If the value is a {@code Uni} or a {@code CompletionStage}, the attempt lasts until
     * that completes. The environment subscribes once to a {@code Uni}.
     *
     * @param method calls the activity method
     * @return the return value of the method
     * @throws Exception the exception of the method
     */
    @SuppressWarnings("unchecked")
    public <R> R call(Callable<R> method) throws Exception {
        TestActivityContext current = begin();
        boolean endsLater = false;
        try (CurrentAttempt.Scope scope = CurrentAttempt.enter(current)) {
            R returned = method.call();
            if (returned instanceof Uni<?> uni) {
                endsLater = true;
                CompletionStage<?> stage = uni.subscribeAsCompletionStage();
                stage.whenComplete((value, failure) -> current.end());
                return (R) Uni.createFrom().completionStage(stage);
            }
            if (returned instanceof CompletionStage<?> stage) {
                endsLater = true;
                stage.whenComplete((value, failure) -> current.end());
            }
            return returned;
        } finally {
            if (!endsLater) {
                current.end();
            }
        }
    }

    /**
     * Runs a method that returns nothing.
     *
     * @param method calls the activity method
     * @throws Exception the exception of the method
     */
    public void run(Procedure method) throws Exception {
        call(() -> {
            method.run();
            return null;
        });
    }

    /**
     * {@return the running attempt, or the next one if none is running} Pass it to methods that take an
     * {@link ActivityContext}. Call this method inside the lambda for {@link #call} or {@link #run}, or directly before.
     */
    public ActivityContext context() {
        return upcoming();
    }

    // Before the attempt

    /**
     * Sets the heartbeat details that the next attempt finds. The attempt after that finds none.
     *
     * @param details any value that can be written as JSON, or null for none
     */
    public synchronized void setHeartbeatDetails(Object details) {
        next.setHeartbeatDetails(payloads.write(details));
    }

    /** Sets the failure of the previous attempt, for the next attempt only. */
    public synchronized void setLastFailure(RecordedFailure failure) {
        next.lastFailure(failure);
    }

    /** Sets the number of the next attempts. Default: 1. */
    public synchronized void setAttempt(int attempt) {
        ActivityInfo i = info;
        setActivityInfo(new ActivityInfo(i.activityId(), i.runId(), i.activityType(), i.taskQueue(), attempt,
                i.scheduledTime(), i.currentAttemptScheduledTime(), i.startedTime(), i.scheduleToCloseTimeout(),
                i.startToCloseTimeout(), i.heartbeatTimeout(), i.priority()));
    }

    /**
     * Sets the info of the next attempts. By default, it describes the first attempt of an activity {@code TestActivity} with
     * the id {@code test-activity} on the queue {@code default}, started when the environment was created, without timeouts or
     * priority.
     */
    public synchronized void setActivityInfo(ActivityInfo info) {
        this.info = Objects.requireNonNull(info, "info");
        next.info(info);
    }

    /**
     * Requests the cancellation of the running attempt, or of the next one if none is running. The cancellation token of the
     * attempt is set at once, and its next heartbeat throws an
     * {@link io.quarkiverse.activities.failure.ActivityCanceledException}. You can call this method from a heartbeat listener
     * or from another thread.
     */
    public void requestCancelActivity() {
        upcoming().requestCancel();
    }

    // During and after the attempt

    /**
     * Sets a listener that is called at each heartbeat, before the heartbeat returns or throws. It receives the details, or
     * null if there are none.
     *
     * @param type the type to read the details as
     */
    @SuppressWarnings("unchecked")
    public synchronized <T> void setActivityHeartbeatListener(Class<T> type, Consumer<T> listener) {
        this.listener = details -> listener.accept((T) payloads.read(details, type));
    }

    /**
     * {@return the details of all heartbeats of the attempt that is running or ran last, in order; null for a heartbeat without
     * details}
     *
     * @param type the type to read the details as
     */
    @SuppressWarnings("unchecked")
    public synchronized <T> List<T> heartbeats(Class<T> type) {
        List<T> details = new ArrayList<>();
        if (latest != null) {
            for (byte[] written : latest.heartbeats()) {
                details.add((T) payloads.read(written, type));
            }
        }
        return details;
    }

    /** {@return whether the attempt that is running or ran last has called {@link ActivityContext#doNotCompleteOnReturn()}} */
    public synchronized boolean isDoNotCompleteOnReturn() {
        return latest != null && latest.isDoNotCompleteOnReturn();
    }

    void notifyListener(byte[] details) {
        Consumer<byte[]> current;
        synchronized (this) {
            current = listener;
        }
        current.accept(details);
    }

    private synchronized TestActivityContext begin() {
        if (isRunning()) {
            throw new IllegalStateException(
                    "An attempt is still running, and an environment runs one at a time. Create another environment");
        }
        latest = next;
        next = new TestActivityContext(this, payloads, info);
        return latest;
    }

    private synchronized TestActivityContext upcoming() {
        return isRunning() ? latest : next;
    }

    private boolean isRunning() {
        return latest != null && !latest.isEnded();
    }
}
