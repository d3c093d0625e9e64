package io.quarkiverse.activities.dev;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.activities.runtime.definition.ActivityDefinitions;
import io.quarkiverse.activities.runtime.node.Node;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.node.NodeLeases;
import io.quarkiverse.activities.runtime.store.node.NodeStatus;
import io.quarkiverse.activities.runtime.store.value.QueueSettings;
import io.quarkiverse.activities.runtime.store.value.StoreStatistics.Backlog;
import io.quarkiverse.activities.runtime.worker.Worker;
import io.quarkiverse.activities.runtime.worker.queue.QueueStatus;
import io.quarkus.runtime.annotations.DevMCPEnableByDefault;
import io.quarkus.runtime.annotations.JsonRpcDescription;
import io.smallrye.mutiny.Multi;

/** Lists the Task Queues and the nodes that serve them, for the Dev UI and Dev MCP. */
@ApplicationScoped
public class WorkersJsonRpcService {

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final ActivityStore store;
    private final NodeLeases leases;
    private final Worker worker;
    private final Node node;
    private final ActivityDefinitions definitions;
    private final QueueCounters counters;
    private final Live live;

    WorkersJsonRpcService(ActivityStore store, NodeLeases leases, Worker worker, Node node, ActivityDefinitions definitions,
            QueueCounters counters, Live live) {
        this.store = store;
        this.leases = leases;
        this.worker = worker;
        this.node = node;
        this.definitions = definitions;
        this.counters = counters;
        this.live = live;
    }

    @JsonRpcDescription("List the Task Queues: their backlog and limits, and the slots and totals of this node")
    @DevMCPEnableByDefault
    public List<QueueView> listTaskQueues() {
        Map<String, Long> waiting = new HashMap<>();
        Map<String, Instant> oldest = new HashMap<>();
        for (Backlog backlog : store.statistics().backlog()) {
            waiting.merge(backlog.taskQueue(), backlog.count(), Long::sum);
            oldest.merge(backlog.taskQueue(), backlog.since(), (one, other) -> one.isBefore(other) ? one : other);
        }
        Map<String, QueueSettings> settings = store.sharedSettings().queues();
        List<String> served = worker.taskQueues();
        Set<String> names = new TreeSet<>(definitions.queues());
        names.addAll(served);
        names.addAll(waiting.keySet());
        List<QueueView> queues = new ArrayList<>();
        for (String name : names) {
            QueueStatus here = served.contains(name) ? worker.status(name) : null;
            QueueSettings decided = settings.getOrDefault(name, QueueSettings.NONE);
            queues.add(new QueueView(name, waiting.getOrDefault(name, 0L), oldest.get(name), here == null ? 0 : here.slots(),
                    here == null ? 0 : here.used(), decided.paused(),
                    decided.limit() == null ? null : decided.limit().perSecond(), counters.of(name)));
        }
        return queues;
    }

    public Multi<StreamFrame<List<QueueView>>> streamTaskQueues() {
        return live.watch(EVERY, this::listTaskQueues);
    }

    @JsonRpcDescription("List the nodes that serve Task Queues: their leases and running attempts, and the slots of this node")
    @DevMCPEnableByDefault
    public List<WorkerView> listWorkers() {
        List<WorkerView> workers = new ArrayList<>();
        for (NodeStatus status : leases.all()) {
            boolean here = status.nodeId().equals(node.id());
            workers.add(new WorkerView(status.nodeId(), status.identity(), here, status.startedAt(), status.leaseUntil(),
                    status.taskQueues(), status.attempts(),
                    here ? worker.taskQueues().stream().map(worker::status).toList() : List.of()));
        }
        return workers;
    }

    public Multi<StreamFrame<List<WorkerView>>> streamWorkers() {
        return live.watch(EVERY, this::listWorkers);
    }
}
