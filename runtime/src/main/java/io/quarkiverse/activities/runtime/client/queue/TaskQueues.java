package io.quarkiverse.activities.runtime.client.queue;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivityTypeHandle;
import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.TaskQueueHandle;
import io.quarkiverse.activities.runtime.context.Blocking;
import io.quarkiverse.activities.runtime.execution.Identifiers;
import io.quarkiverse.activities.runtime.node.Node;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.worker.Worker;

/** Changes and reads what all nodes share about Task Queues and Activity Types. */
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
        return new QueueHandle(name, this);
    }

    public ActivityTypeHandle type(String name) {
        Identifiers.check("Activity Type", name);
        return new TypeHandle(name, this);
    }

    ActivityStore store() {
        return store;
    }

    /** @param change gets the identity of the caller; this node follows it at once */
    void change(String what, RequestOptions request, Consumer<String> change) {
        Identifiers.checkLength("reason", request.reason());
        Identifiers.checkIfGiven("identity", request.identity());
        Blocking.require(what + " blocks: call it on a worker thread");
        change.accept(Objects.requireNonNullElse(request.identity(), node.identity()));
        worker.followSharedSettings();
    }

    <T> T read(String what, Supplier<T> read) {
        Blocking.require(what + " blocks: call it on a worker thread");
        return read.get();
    }
}
