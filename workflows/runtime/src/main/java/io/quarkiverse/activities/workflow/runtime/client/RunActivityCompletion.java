package io.quarkiverse.activities.workflow.runtime.client;

import java.util.function.Supplier;

import io.quarkiverse.activities.ActivityCompletion;
import io.quarkiverse.activities.runtime.execution.Identifiers;

/**
 * Implements {@link ActivityCompletion} for an activity of a run. Each operation looks for the execution that has the Activity
 * Id now.
 *
 * @param execution finds the execution
 * @param givenIdentity who ends the attempt, or null for this node
 */
record RunActivityCompletion(Supplier<ActivityCompletion> execution, String givenIdentity) implements ActivityCompletion {

    private ActivityCompletion found() {
        return givenIdentity == null ? execution.get() : execution.get().identity(givenIdentity);
    }

    @Override
    public ActivityCompletion identity(String identity) {
        Identifiers.check("identity", identity);
        return new RunActivityCompletion(execution, identity);
    }

    @Override
    public void complete(Object result) {
        found().complete(result);
    }

    @Override
    public void fail(Throwable failure) {
        found().fail(failure);
    }

    @Override
    public void heartbeat(Object details) {
        found().heartbeat(details);
    }

    @Override
    public void reportCanceled(Object details) {
        found().reportCanceled(details);
    }
}
