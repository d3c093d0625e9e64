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
 * Runs an activity method alone, as an attempt: without an engine, a database or, for a class that needs none of it, Quarkus.
 * What it returns or throws is what the method returned or threw; nothing is retried and nothing times out. Inside,
 * {@link ActivityContext#current()}, an injected {@link ActivityContext} and {@link #context()} are this attempt, on the
 * thread of the test and wherever contexts are propagated.
 *
 * <pre>
 * TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
 * environment.setHeartbeatDetails(40);
 * int pages = environment.call(() -&gt; new Printer().print("a book", environment.context()));
 * </pre>
 *
 * One attempt at a time. What is set before {@link #call} or {@link #run} is for the next attempt only, but the listener and
 * the {@link #setActivityInfo info}, which stay. Values pass through JSON, as they would on the engine: with the application's
 * own mapper and codecs in a {@code @QuarkusTest}, else with the engine's.
 */
public final class TestActivityEnvironment {

    private final Payloads payloads;
    private ActivityInfo info;
    private Consumer<byte[]> listener = details -> {
    };
    private TestActivityContext next;
    /** Runs, or ran last; null before the first. */
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

    /** A method that returns nothing. */
    @FunctionalInterface
    public interface Procedure {

        /** Calls the activity method. */
        void run() throws Exception;
    }

    /**
     * Runs a method that returns a value. Where that is a {@code Uni} or a {@code CompletionStage}, the attempt lasts until it
     * has ended; a {@code Uni} is subscribed to once, here.
     *
     * @param method calls the activity method
     * @return what the method returned
     * @throws Exception what the method threw
     */
    @SuppressWarnings("unchecked")
    public <R> R call(Callable<R> method) throws Exception {
        TestActivityContext current = begin();
        boolean later = false;
        try (CurrentAttempt.Scope scope = CurrentAttempt.enter(current)) {
            R returned = method.call();
            if (returned instanceof Uni<?> uni) {
                later = true;
                CompletionStage<?> stage = uni.subscribeAsCompletionStage();
                stage.whenComplete((value, failure) -> current.end());
                return (R) Uni.createFrom().completionStage(stage);
            }
            if (returned instanceof CompletionStage<?> stage) {
                later = true;
                stage.whenComplete((value, failure) -> current.end());
            }
            return returned;
        } finally {
            if (!later) {
                current.end();
            }
        }
    }

    /**
     * Runs a method that returns nothing.
     *
     * @param method calls the activity method
     * @throws Exception what the method threw
     */
    public void run(Procedure method) throws Exception {
        call(() -> {
            method.run();
            return null;
        });
    }

    /**
     * {@return the attempt that is running, else the next one: for methods that take an {@link ActivityContext}} Ask for it
     * inside what is given to {@link #call} or {@link #run}, or just before.
     */
    public ActivityContext context() {
        return upcoming();
    }

    // What the attempt finds

    /**
     * Sets what the next attempt finds as heartbeat details, once: the attempt after that finds none.
     *
     * @param details anything that can be written as JSON, or null for none
     */
    public synchronized void setHeartbeatDetails(Object details) {
        next.found(payloads.write(details));
    }

    /** Sets how the attempt before failed, for the next attempt, once. */
    public synchronized void setLastFailure(RecordedFailure failure) {
        next.lastFailure(failure);
    }

    /** Sets the number of the next attempts; 1 unless set. */
    public synchronized void setAttempt(int attempt) {
        ActivityInfo i = info;
        setActivityInfo(new ActivityInfo(i.activityId(), i.runId(), i.activityType(), i.taskQueue(), attempt,
                i.scheduledTime(), i.currentAttemptScheduledTime(), i.startedTime(), i.scheduleToCloseTimeout(),
                i.startToCloseTimeout(), i.heartbeatTimeout(), i.priority()));
    }

    /**
     * Sets what the next attempts are about. Unless set it is the first attempt of an activity {@code TestActivity} with the
     * id {@code test-activity} on the queue {@code default}, begun now, without timeouts and priority.
     */
    public synchronized void setActivityInfo(ActivityInfo info) {
        this.info = Objects.requireNonNull(info, "info");
        next.info(info);
    }

    /**
     * Requests the cancellation of the attempt that is running, or of the next one. Its token is told at once, its next
     * heartbeat throws an {@link io.quarkiverse.activities.failure.ActivityCanceledException}. It may be called by a heartbeat
     * listener, or by another thread.
     */
    public void requestCancelActivity() {
        upcoming().requestCancel();
    }

    // What the attempt did

    /**
     * Calls the listener at each heartbeat, with its details, or null where it has none, before the heartbeat is answered.
     *
     * @param type what details are read as
     */
    @SuppressWarnings("unchecked")
    public synchronized <T> void setActivityHeartbeatListener(Class<T> type, Consumer<T> listener) {
        this.listener = details -> listener.accept((T) payloads.read(details, type));
    }

    /**
     * {@return the details of all heartbeats of the attempt that ran last, or is running, in their order; null where one has
     * none}
     *
     * @param type what they are read as
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

    /** {@return whether the attempt that ran last left its completion to somebody else} */
    public synchronized boolean isDoNotCompleteOnReturn() {
        return latest != null && latest.isDoNotCompleteOnReturn();
    }

    void heard(byte[] details) {
        Consumer<byte[]> listening;
        synchronized (this) {
            listening = listener;
        }
        listening.accept(details);
    }

    private synchronized TestActivityContext begin() {
        if (isRunning()) {
            throw new IllegalStateException("An attempt is running: one at a time");
        }
        latest = next;
        next = new TestActivityContext(this, payloads, info);
        return latest;
    }

    private synchronized TestActivityContext upcoming() {
        return isRunning() ? latest : next;
    }

    private boolean isRunning() {
        return latest != null && !latest.isOver();
    }
}
