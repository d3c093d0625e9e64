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

/** The attempt that {@link TestActivityEnvironment} runs. */
final class TestActivityContext implements ActivityContext, CancellationToken {

    private final TestActivityEnvironment environment;
    private final Payloads payloads;
    private final List<byte[]> heartbeats = new ArrayList<>();
    private final List<Runnable> cancelActions = new ArrayList<>();
    private ActivityInfo info;
    private byte[] details;
    private RecordedFailure lastFailure;
    private Thread interruptible;
    private boolean cancelRequested;
    private boolean doNotCompleteOnReturn;
    private boolean ended;

    TestActivityContext(TestActivityEnvironment environment, Payloads payloads, ActivityInfo info) {
        this.environment = environment;
        this.payloads = payloads;
        this.info = info;
    }

    // Called by the environment

    synchronized void info(ActivityInfo newInfo) {
        info = newInfo;
    }

    synchronized void setHeartbeatDetails(byte[] earlierDetails) {
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
            if (interruptible != null) {
                interruptible.interrupt();
            }
            actions = List.copyOf(cancelActions);
        }
        actions.forEach(this::run);
    }

    synchronized void end() {
        ended = true;
        if (interruptible == Thread.currentThread()) {
            Thread.interrupted(); // the thread continues with the test
        }
        interruptible = null;
        cancelActions.clear();
    }

    synchronized boolean isEnded() {
        return ended;
    }

    synchronized List<byte[]> heartbeats() {
        return new ArrayList<>(heartbeats);
    }

    synchronized boolean isDoNotCompleteOnReturn() {
        return doNotCompleteOnReturn;
    }

    // Called by the method

    @Override
    public synchronized ActivityInfo info() {
        return info;
    }

    @Override
    public void heartbeat(Object newDetails) {
        byte[] written = payloads.write(newDetails);
        synchronized (this) {
            if (ended) {
                throw new ActivityNotExistsException("The attempt has ended: it can send no more heartbeats");
            }
            details = written;
            heartbeats.add(written);
        }
        environment.notifyListener(written);
        if (isCancelRequested()) {
            throw new ActivityCanceledException("The cancellation of the attempt was requested");
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
        throw new UnsupportedOperationException("TestActivityEnvironment does not support manual completion. Test it with the"
                + " engine, in a @QuarkusTest");
    }

    @Override
    public String idempotencyKey() {
        return info().runId();
    }

    // Cancellation token

    @Override
    public boolean isRequested() {
        return isCancelRequested();
    }

    @Override
    public void onRequested(Runnable action) {
        synchronized (this) {
            if (ended) {
                return;
            }
            if (!cancelRequested) {
                cancelActions.add(action);
                return;
            }
        }
        run(action);
    }

    @Override
    public synchronized void interruptOnRequest() {
        if (ended) {
            return;
        }
        interruptible = Thread.currentThread();
        if (cancelRequested) {
            interruptible.interrupt();
        }
    }

    private void run(Runnable action) {
        try (CurrentAttempt.Scope scope = CurrentAttempt.enter(this)) {
            action.run();
        }
    }
}
