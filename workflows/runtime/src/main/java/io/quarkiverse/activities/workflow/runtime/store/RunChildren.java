package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Singleton;

/** Starts the children that a Workflow Task has decided. */
@Singleton
class RunChildren {

    private final RunStarts starts;
    private final RunMessages messages;
    private final RunInboxes inboxes;

    RunChildren(RunStarts starts, RunMessages messages, RunInboxes inboxes) {
        this.starts = starts;
        this.messages = messages;
        this.inboxes = inboxes;
    }

    /**
     * Starts them before the row of the parent is locked: a start waits for a transaction of somebody else that starts a
     * workflow with the same id, and nobody may have to wait for the parent in the meantime. All transactions take the ids in
     * one order, so they do not wait for each other in a circle.
     *
     * @return how each start was decided, in the order of the children
     */
    List<StartedRun> start(Connection connection, List<NewChild> children, Aftermath aftermath) throws SQLException {
        List<NewChild> ordered = new ArrayList<>(children);
        ordered.sort(Comparator.comparing(child -> child.run().workflowId()));
        Map<Integer, StartedRun> started = new HashMap<>();
        for (NewChild child : ordered) {
            started.put(child.number(), starts.start(connection, child.run(), aftermath));
        }
        started.values().stream().filter(StartedRun::started).forEach(child -> aftermath.started(child.runId()));
        return children.stream().map(child -> started.get(child.number())).toList();
    }

    /** Tells the parent, whose row is locked, what became of the starts. */
    void tell(Connection connection, UUID parent, List<NewChild> children, List<StartedRun> started) throws SQLException {
        for (int i = 0; i < started.size(); i++) {
            StartedRun child = started.get(i);
            StoredMessage.Kind kind = child.started() ? StoredMessage.Kind.CHILD_STARTED : StoredMessage.Kind.CHILD_NOT_STARTED;
            ChildNote note = new ChildNote(children.get(i).number(), child.runId().toString(), null);
            messages.insert(connection, parent, kind, note.text(), null, null);
        }
        if (!started.isEmpty()) {
            inboxes.arrived(connection, parent, started.size());
        }
    }
}
