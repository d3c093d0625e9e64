package io.quarkiverse.activities.runtime.context;

import java.util.Map;

import org.eclipse.microprofile.context.spi.ThreadContextProvider;
import org.eclipse.microprofile.context.spi.ThreadContextSnapshot;

import io.quarkiverse.activities.ActivityContext;

/** Propagates the current attempt to other threads, with MicroProfile Context Propagation. */
public class AttemptContextProvider implements ThreadContextProvider {

    @Override
    public ThreadContextSnapshot currentContext(Map<String, String> properties) {
        return snapshot(CurrentAttempt.get());
    }

    @Override
    public ThreadContextSnapshot clearedContext(Map<String, String> properties) {
        return snapshot(null);
    }

    @Override
    public String getThreadContextType() {
        return "ActivityContext";
    }

    private static ThreadContextSnapshot snapshot(ActivityContext attempt) {
        return () -> {
            CurrentAttempt.Scope scope = CurrentAttempt.enter(attempt);
            return scope::close;
        };
    }
}
