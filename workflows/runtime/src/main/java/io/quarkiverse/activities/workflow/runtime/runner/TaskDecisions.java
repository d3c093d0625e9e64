package io.quarkiverse.activities.workflow.runtime.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.ActivityCancellationType;
import io.quarkiverse.activities.workflow.ParentClosePolicy;
import io.quarkiverse.activities.workflow.runtime.replay.Decision;
import io.quarkiverse.activities.workflow.runtime.store.NewChild;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.StoredUpdate;
import io.quarkiverse.activities.workflow.runtime.store.StoredValue;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit.Send;

/** The decisions of a Workflow Task that its commit carries out. */
final class TaskDecisions {

    private final TaskTools tools;
    private final RunRow row;
    private final boolean closes;
    private final List<ActivityStarts.Start> starts = new ArrayList<>();
    private final List<Integer> cancels = new ArrayList<>();
    private final List<Send> sends = new ArrayList<>();
    private final List<NewChild> children = new ArrayList<>();
    private final List<StoredValue> values = new ArrayList<>();
    private final List<StoredUpdate> updates = new ArrayList<>();

    private TaskDecisions(TaskTools tools, RunRow row, boolean closes) {
        this.tools = tools;
        this.row = row;
        this.closes = closes;
    }

    /**
     * {@return what is to be carried out}
     *
     * @param closes whether the run closes with this task. If so, nothing is started that would not outlive the run
     * @throws IllegalArgumentException if something cannot be started
     */
    static TaskDecisions of(List<Decision> decisions, TaskTools tools, RunRow row, boolean closes) {
        TaskDecisions taken = new TaskDecisions(tools, row, closes);
        try {
            decisions.forEach(taken::take);
            taken.updates.addAll(UpdateOutcomes.of(row.runId(), decisions));
            return taken;
        } catch (RuntimeException | Error e) {
            taken.starts.forEach(tools.activities()::abandoned);
            throw e;
        }
    }

    private void take(Decision decision) {
        if (decision instanceof Decision.ScheduleActivity schedule) {
            if (!closes || schedule.spec().cancellation() == ActivityCancellationType.ABANDON) {
                starts.add(tools.activities().start(row, schedule));
                if (schedule.spec().activityId() != null) {
                    values.add(StoredValue.activity(schedule.spec().activityId(), schedule.number()));
                }
            }
        } else if (decision instanceof Decision.CancelActivity cancel) {
            cancels.add(cancel.target());
        } else if (decision instanceof Decision.SignalExternal signal) {
            sends.add(new Send(signal.number(), signal.workflowId(), runId(signal.runId()), signal.name(),
                    Payload.bytes(signal.arguments()), signal.ofChild()));
        } else if (decision instanceof Decision.CancelExternal cancel) {
            if (!closes) { // as in Temporal: what becomes of a child of a closed run is up to its parent close policy
                sends.add(new Send(cancel.number(), cancel.workflowId(), runId(cancel.runId()), null, null,
                        cancel.ofChild()));
            }
        } else if (decision instanceof Decision.SetMemo memo) {
            values.add(new StoredValue(StoredValue.Kind.MEMO, memo.key(), Payload.bytes(memo.value())));
        } else if (decision instanceof Decision.Publish published) {
            values.add(new StoredValue(StoredValue.Kind.PUBLISHED, published.key(), Payload.bytes(published.value())));
        } else if (decision instanceof Decision.StartChild child) {
            NewChild start = tools.following().child(row, child);
            if (!closes || child.spec().parentClose() == ParentClosePolicy.ABANDON) {
                children.add(start);
            }
        }
    }

    private static UUID runId(String text) {
        return text == null ? null : UUID.fromString(text);
    }

    /** {@return the activities to start} */
    List<ActivityStarts.Start> starts() {
        return starts;
    }

    /** {@return the numbers of the activities to cancel} */
    List<Integer> cancels() {
        return cancels;
    }

    /** {@return messages to other workflows} */
    List<Send> sends() {
        return sends;
    }

    /** {@return what the run publishes, changes of its memo, and the Activity Ids that the code has chosen} */
    List<StoredValue> values() {
        return values;
    }

    /** {@return what was decided about updates} */
    List<StoredUpdate> updates() {
        return updates;
    }

    /** {@return the children to start} */
    List<NewChild> children() {
        return children;
    }
}
