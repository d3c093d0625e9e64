package io.quarkiverse.activities.runtime.client.queue;

import io.quarkiverse.activities.ActivityTypeHandle;
import io.quarkiverse.activities.ActivityTypeSettings;
import io.quarkiverse.activities.RequestOptions;

/** Implements {@link ActivityTypeHandle}. */
record TypeHandle(String name, TaskQueues queues) implements ActivityTypeHandle {

    @Override
    public void pause(RequestOptions request) {
        queues.change("The pause of an Activity Type", request,
                identity -> queues.store().pauseType(name, request.reason(), identity));
    }

    @Override
    public void unpause() {
        queues.change("unpause() of an Activity Type", RequestOptions.create(), identity -> queues.store().unpauseType(name));
    }

    @Override
    public ActivityTypeSettings settings() {
        return queues.read("settings() of an Activity Type", () -> queues.store().activityType(name));
    }
}
