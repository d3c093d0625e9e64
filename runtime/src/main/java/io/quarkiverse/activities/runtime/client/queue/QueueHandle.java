package io.quarkiverse.activities.runtime.client.queue;

import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.TaskQueueHandle;
import io.quarkiverse.activities.TaskQueueSettings;
import io.quarkiverse.activities.runtime.context.Blocking;
import io.quarkiverse.activities.runtime.execution.Identifiers;
import io.quarkiverse.activities.runtime.node.Node;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.worker.Worker;

/** Implements {@link TaskQueueHandle}. */
record QueueHandle(String name, ActivityStore store, Worker worker, Node node) implements TaskQueueHandle {

    @Override
    public void pause(RequestOptions request) {
        Identifiers.checkLength("reason", request.reason());
        Identifiers.checkIfGiven("identity", request.identity());
        Blocking.require("The pause of a Task Queue blocks: call it on a worker thread");
        store.pauseQueue(name, request.reason(), request.identity() == null ? node.identity() : request.identity());
        worker.followQueueSettings();
    }

    @Override
    public void unpause() {
        Blocking.require("unpause() of a Task Queue blocks: call it on a worker thread");
        store.unpauseQueue(name);
        worker.followQueueSettings();
    }

    @Override
    public TaskQueueSettings settings() {
        Blocking.require("settings() of a Task Queue blocks: call it on a worker thread");
        return store.queue(name);
    }
}
