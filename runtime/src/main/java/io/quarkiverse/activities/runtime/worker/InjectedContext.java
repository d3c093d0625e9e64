package io.quarkiverse.activities.runtime.worker;

import java.lang.reflect.Type;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.ActivityInfo;

/** What is injected as {@link ActivityContext}: always the attempt of the calling thread. */
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
    public boolean isCancelRequested() {
        return CurrentAttempt.require().isCancelRequested();
    }

    @Override
    public String idempotencyKey() {
        return CurrentAttempt.require().idempotencyKey();
    }
}
