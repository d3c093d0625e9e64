package io.quarkiverse.activities.runtime.client.queue;

import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.TaskQueueHandle;
import io.quarkiverse.activities.TaskQueueSettings;

/** Implements {@link TaskQueueHandle}. */
record QueueHandle(String name, TaskQueues queues) implements TaskQueueHandle {

    @Override
    public void pause(RequestOptions request) {
        queues.change("The pause of a Task Queue", request,
                identity -> queues.store().pauseQueue(name, request.reason(), identity));
    }

    @Override
    public void unpause() {
        queues.change("unpause() of a Task Queue", RequestOptions.create(), identity -> queues.store().unpauseQueue(name));
    }

    @Override
    public TaskQueueSettings settings() {
        return queues.read("settings() of a Task Queue", () -> queues.store().queue(name));
    }
}
