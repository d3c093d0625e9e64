package io.quarkiverse.activities.test;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.activities.ActivityCompletion;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.ActivityInfo;
import io.quarkiverse.activities.CancellationToken;
import io.quarkiverse.activities.failure.ActivityCanceledException;
import io.quarkiverse.activities.failure.ActivityNotExistsException;
import io.quarkiverse.activities.failure.RecordedFailure;
import io.quarkiverse.activities.runtime.context.CurrentAttempt;
import io.quarkiverse.activities.runtime.payload.Payloads;

/** The attempt of an activity method that runs alone. */
final class TestActivityContext implements ActivityContext, CancellationToken {

    private final TestActivityEnvironment environment;
    private final Payloads payloads;
    private final List<byte[]> heartbeats = new ArrayList<>();
    private final List<Runnable> cancelActions = new ArrayList<>();
    private ActivityInfo info;
    private byte[] details;
    private RecordedFailure lastFailure;
    private Thread interrupted;
    private boolean cancelRequested;
    private boolean doNotCompleteOnReturn;
    private boolean over;

    TestActivityContext(TestActivityEnvironment environment, Payloads payloads, ActivityInfo info) {
        this.environment = environment;
        this.payloads = payloads;
        this.info = info;
    }

    // For the environment

    synchronized void info(ActivityInfo newInfo) {
        info = newInfo;
    }

    synchronized void found(byte[] earlierDetails) {
        details = earlierDetails;
    }

    synchronized void lastFailure(RecordedFailure failure) {
        lastFailure = failure;
    }

    void requestCancel() {
        List<Runnable> actions;
        synchronized (this) {
            if (cancelRequested) {
                return;
            }
            cancelRequested = true;
            if (interrupted != null) {
                interrupted.interrupt();
            }
            actions = List.copyOf(cancelActions);
        }
        actions.forEach(this::perform);
    }

    synchronized void end() {
        over = true;
        if (interrupted == Thread.currentThread()) {
            Thread.interrupted(); // the test goes on
        }
        interrupted = null;
        cancelActions.clear();
    }

    synchronized boolean isOver() {
        return over;
    }

    synchronized List<byte[]> heartbeats() {
        return new ArrayList<>(heartbeats);
    }

    synchronized boolean isDoNotCompleteOnReturn() {
        return doNotCompleteOnReturn;
    }

    // For the method

    @Override
    public synchronized ActivityInfo info() {
        return info;
    }

    @Override
    public void heartbeat(Object newDetails) {
        byte[] written = payloads.write(newDetails);
        synchronized (this) {
            if (over) {
                throw new ActivityNotExistsException("The attempt has ended");
            }
            details = written;
            heartbeats.add(written);
        }
        environment.heard(written);
        if (isCancelRequested()) {
            throw new ActivityCanceledException("The attempt was asked to cancel");
        }
    }

    @Override
    public <T> Optional<T> heartbeatDetails(Class<T> type) {
        return heartbeatDetails((Type) type);
    }

    @Override
    @SuppressWarnings("unchecked")
    public synchronized <T> Optional<T> heartbeatDetails(Type type) {
        return Optional.ofNullable((T) payloads.read(details, type));
    }

    @Override
    public synchronized Optional<RecordedFailure> lastFailure() {
        return Optional.ofNullable(lastFailure);
    }

    @Override
    public synchronized boolean isCancelRequested() {
        return cancelRequested;
    }

    @Override
    public CancellationToken cancellation() {
        return this;
    }

    @Override
    public String taskToken() {
        return "test-token-" + info().runId();
    }

    @Override
    public synchronized void doNotCompleteOnReturn() {
        doNotCompleteOnReturn = true;
    }

    @Override
    public ActivityCompletion useLocalManualCompletion() {
        throw new UnsupportedOperationException("A method that runs alone cannot be completed by another thread:"
                + " test it with the engine, in a @QuarkusTest");
    }

    @Override
    public String idempotencyKey() {
        return info().runId();
    }

    // Its cancellation

    @Override
    public boolean isRequested() {
        return isCancelRequested();
    }

    @Override
    public void onRequested(Runnable action) {
        synchronized (this) {
            if (over) {
                return;
            }
            if (!cancelRequested) {
                cancelActions.add(action);
                return;
            }
        }
        perform(action);
    }

    @Override
    public synchronized void interruptOnRequest() {
        if (over) {
            return;
        }
        interrupted = Thread.currentThread();
        if (cancelRequested) {
            interrupted.interrupt();
        }
    }

    private void perform(Runnable action) {
        try (CurrentAttempt.Scope scope = CurrentAttempt.enter(this)) {
            action.run();
        }
    }
}
