package io.quarkiverse.activities.runtime.client.queue;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.TaskQueueHandle;
import io.quarkiverse.activities.runtime.execution.Identifiers;
import io.quarkiverse.activities.runtime.node.Node;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.worker.Worker;

/** Creates handles of Task Queues. */
@Singleton
public class TaskQueues {

    private final ActivityStore store;
    private final Worker worker;
    private final Node node;

    TaskQueues(ActivityStore store, Worker worker, Node node) {
        this.store = store;
        this.worker = worker;
        this.node = node;
    }

    public TaskQueueHandle handle(String name) {
        Identifiers.check("Task Queue", name);
        return new QueueHandle(name, store, worker, node);
    }
}
