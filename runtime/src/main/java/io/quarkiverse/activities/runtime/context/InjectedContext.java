package io.quarkiverse.activities.runtime.context;

import java.lang.reflect.Type;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivityCompletion;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.ActivityInfo;
import io.quarkiverse.activities.CancellationToken;
import io.quarkiverse.activities.failure.RecordedFailure;

/** The bean that is injected as {@link ActivityContext}. It delegates to the attempt that runs on the calling thread. */
@Singleton
public class InjectedContext implements ActivityContext {

    @Override
    public ActivityInfo info() {
        return CurrentAttempt.require().info();
    }

    @Override
    public void heartbeat(Object details) {
        CurrentAttempt.require().heartbeat(details);
    }

    @Override
    public <T> Optional<T> heartbeatDetails(Class<T> type) {
        return CurrentAttempt.require().heartbeatDetails(type);
    }

    @Override
    public <T> Optional<T> heartbeatDetails(Type type) {
        return CurrentAttempt.require().heartbeatDetails(type);
    }

    @Override
    public Optional<RecordedFailure> lastFailure() {
        return CurrentAttempt.require().lastFailure();
    }

    @Override
    public CancellationToken cancellation() {
        return CurrentAttempt.require().cancellation();
    }

    @Override
    public String taskToken() {
        return CurrentAttempt.require().taskToken();
    }

    @Override
    public void doNotCompleteOnReturn() {
        CurrentAttempt.require().doNotCompleteOnReturn();
    }

    @Override
    public ActivityCompletion useLocalManualCompletion() {
        return CurrentAttempt.require().useLocalManualCompletion();
    }

    @Override
    public boolean isCancelRequested() {
        return CurrentAttempt.require().isCancelRequested();
    }

    @Override
    public String idempotencyKey() {
        return CurrentAttempt.require().idempotencyKey();
    }
}
