package io.quarkiverse.activities.workflow.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.quarkiverse.activities.workflow.runtime.replay.Arrival;
import io.quarkiverse.activities.workflow.runtime.replay.Conversion;
import io.quarkiverse.activities.workflow.runtime.replay.Decision;

/** The child workflows of a run in virtual time, and other workflows that it sends messages to. */
final class VirtualChildren {

    private final String parentId;
    private final VirtualTime time;
    private final VirtualActivities activities;
    private final Conversion conversion;
    private final Consumer<Arrival> parent;
    private final Map<String, VirtualChild> latest = new HashMap<>();
    private final List<String> sent = new ArrayList<>();

    VirtualChildren(String parentId, VirtualTime time, VirtualActivities activities, Conversion conversion,
            Consumer<Arrival> parent) {
        this.parentId = parentId;
        this.time = time;
        this.activities = activities;
        this.conversion = conversion;
        this.parent = parent;
    }

    List<String> sent() {
        return sent;
    }

    void start(Decision.StartChild start) {
        String id = start.spec().workflowId();
        VirtualChild before = latest.get(id);
        if (before != null && start.spec().terminateIfRunning()) {
            before.terminate();
        }
        if (id.equals(parentId) || before != null && !before.allows(start.spec().reuse())) {
            later(new Arrival.ChildNotStarted(start.number()));
            return;
        }
        VirtualChild child = new VirtualChild(start, time, activities, conversion, parent);
        latest.put(id, child);
        child.start();
    }

    /** Workflows that are no children of this run are taken to be open. */
    void signal(Decision.SignalExternal signal) {
        sent.add(signal.name() + " to " + signal.workflowId());
        VirtualChild child = latest.get(signal.workflowId());
        boolean open = !signal.workflowId().equals(parentId) && (child == null || child.isOpen());
        later(new Arrival.Delivered(signal.number(), open));
    }

    void cancel(Decision.CancelExternal cancel) {
        sent.add("cancel to " + cancel.workflowId());
        later(new Arrival.Delivered(cancel.number(), true));
        VirtualChild child = latest.get(cancel.workflowId());
        if (child != null) {
            child.cancel();
        }
    }

    void parentClosed() {
        latest.values().forEach(VirtualChild::parentClosed);
    }

    private void later(Arrival arrival) {
        time.after(Duration.ZERO, () -> parent.accept(arrival));
    }
}
