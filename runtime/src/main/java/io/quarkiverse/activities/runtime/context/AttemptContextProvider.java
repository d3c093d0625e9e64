package io.quarkiverse.activities.runtime.context;

import java.util.Map;

import org.eclipse.microprofile.context.spi.ThreadContextProvider;
import org.eclipse.microprofile.context.spi.ThreadContextSnapshot;

import io.quarkiverse.activities.ActivityContext;

/** Lets the attempt follow its work to other threads, wherever contexts are propagated. */
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
