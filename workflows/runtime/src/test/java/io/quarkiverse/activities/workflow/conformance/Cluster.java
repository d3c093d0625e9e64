package io.quarkiverse.activities.workflow.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.ParentClosePolicy;
import io.quarkiverse.activities.workflow.runtime.journal.JournalExport;
import io.quarkiverse.activities.workflow.runtime.replay.Rules;

/**
 * A server and its nodes in virtual time. The queue {@code shared} is always served, {@code own} by a node that comes and goes,
 * and {@code nowhere} never.
 */
final class Cluster {

    final VirtualTime time = new VirtualTime();
    final World world = new World();
    final Executor threads;
    final Rules rules;
    final boolean cached;
    final Delivery delivery;
    final Lateness lateness;
    /** Whether the differences 4 and 5 and those of {@link ScriptPlayer#ours} are on. */
    boolean ours;
    private final Map<String, List<EngineRun>> workflows = new LinkedHashMap<>();
    private final Map<String, EngineRun> byRequest = new HashMap<>();
    private final Map<String, List<Runnable>> waiting = new HashMap<>();
    private boolean ownNode;
    private int runIds;

    Cluster(Executor threads, Rules rules, boolean cached, Delivery delivery, Lateness lateness) {
        this.delivery = delivery;
        this.lateness = lateness;
        this.threads = threads;
        this.rules = rules;
        this.cached = cached;
    }

    /** {@return the journals of all runs} */
    List<JournalExport> exports() {
        return workflows.values().stream().flatMap(List::stream).map(EngineRun::export).toList();
    }

    // Nodes

    boolean isServed(String queue) {
        return queue.equals("own") ? ownNode : !queue.equals("nowhere");
    }

    void whenServed(String queue, Runnable action) {
        waiting.computeIfAbsent(queue, q -> new ArrayList<>()).add(action);
    }

    void startNode(int build) {
        stopNode();
        world.build(build);
        ownNode = true;
        List<Runnable> actions = waiting.remove("own");
        if (actions != null) {
            actions.forEach(action -> time.after(lateness.step(), action));
        }
    }

    void stopNode() {
        if (ownNode) {
            ownNode = false;
            allRuns().forEach(run -> run.nodeStopped("own"));
        }
    }

    // Workflows

    List<EngineRun> allRuns() {
        return workflows.values().stream().flatMap(List::stream).toList();
    }

    Map<String, List<EngineRun>> workflows() {
        return workflows;
    }

    /** {@return the latest run with this Workflow Id, or null} */
    EngineRun latest(String id) {
        List<EngineRun> runs = workflows.get(id);
        return runs == null ? null : runs.get(runs.size() - 1);
    }

    /** {@return a run by its position, or the latest if there is no position; null if there is none} */
    EngineRun run(String id, int position) {
        List<EngineRun> runs = workflows.get(id);
        return runs == null || position > runs.size() ? null : position == 0 ? latest(id) : runs.get(position - 1);
    }

    EngineRun create(String id, StartOptions options, Payload arguments, EngineRun.Origin origin) {
        List<EngineRun> runs = workflows.computeIfAbsent(id, i -> new ArrayList<>());
        EngineRun run = new EngineRun(this, id, runs.size() + 1, "run-" + ++runIds, options, arguments, origin);
        runs.add(run);
        return run;
    }

    /** The answer to a start. */
    record Started(EngineRun run, boolean isNew, String refusal) {
    }

    /** Starts a workflow by the policies for its id. */
    Started start(String id, StartOptions options, Payload arguments, EngineRun.Origin origin) {
        if (options.requestId() != null && byRequest.containsKey(id + " " + options.requestId())) {
            return new Started(byRequest.get(id + " " + options.requestId()), false, null);
        }
        boolean terminates = "TERMINATE_IF_RUNNING".equals(options.reuse());
        if (terminates && options.conflict() != null
                || "TERMINATE_EXISTING".equals(options.conflict()) && "REJECT_DUPLICATE".equals(options.reuse())) {
            return new Started(null, false, "INVALID_ARGUMENT");
        }
        EngineRun existing = latest(id);
        if (existing != null && existing.isOpen()) {
            if ("USE_EXISTING".equals(options.conflict())) {
                return remembered(id, options, new Started(existing, false, null));
            }
            if (!terminates && !"TERMINATE_EXISTING".equals(options.conflict())) {
                return new Started(existing, false, "ALREADY_EXISTS");
            }
            existing.terminateForNewRun();
        } else if (existing != null && !allows(options.reuse(), existing)) {
            return new Started(existing, false, "ALREADY_EXISTS");
        }
        EngineRun run = create(id, options, arguments, origin);
        run.begin();
        return remembered(id, options, new Started(run, true, null));
    }

    private Started remembered(String id, StartOptions options, Started started) {
        if (options.requestId() != null) {
            byRequest.put(id + " " + options.requestId(), started.run());
        }
        return started;
    }

    private static boolean allows(String reuse, EngineRun closed) {
        if (reuse == null || reuse.equals("ALLOW_DUPLICATE") || reuse.equals("TERMINATE_IF_RUNNING")) {
            return true;
        }
        return reuse.equals("ALLOW_DUPLICATE_FAILED_ONLY") && !closed.status().equals("COMPLETED");
    }

    void closeChild(EngineRun child, ParentClosePolicy policy) {
        if (child.isOpen() && policy == ParentClosePolicy.TERMINATE) {
            child.terminate("by parent close policy");
        } else if (child.isOpen() && policy == ParentClosePolicy.REQUEST_CANCEL) {
            child.requestCancel(null);
        }
    }

    void evictAll() {
        allRuns().forEach(EngineRun::evict);
    }
}
