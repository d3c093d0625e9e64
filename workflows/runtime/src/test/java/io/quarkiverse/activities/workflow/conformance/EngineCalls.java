package io.quarkiverse.activities.workflow.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.activities.runtime.execution.Transition;
import io.quarkiverse.activities.workflow.ParentClosePolicy;
import io.quarkiverse.activities.workflow.runtime.replay.Arrival;
import io.quarkiverse.activities.workflow.runtime.replay.Decision;

/** The calls of a run on the server: activities, timers, children, and messages to other workflows. */
final class EngineCalls {

    private final EngineRun run;
    private final Cluster cluster;
    private final Map<Integer, EngineActivity> activities = new LinkedHashMap<>();
    private final Map<Integer, Decision.ScheduleActivity> schedules = new HashMap<>();
    private final Map<String, Integer> names = new HashMap<>();
    private final Map<Integer, VirtualTime.Planned> timers = new HashMap<>();
    private final Map<Integer, String> timerNames = new HashMap<>();
    private final List<String> awaitTimers = new ArrayList<>();
    private final Map<EngineRun, ParentClosePolicy> children = new LinkedHashMap<>();

    EngineCalls(EngineRun run) {
        this.run = run;
        cluster = run.cluster();
    }

    Collection<EngineActivity> activities() {
        return activities.values();
    }

    /** {@return the open children, and what happens to them when the run closes} */
    Map<EngineRun, ParentClosePolicy> children() {
        return new LinkedHashMap<>(children);
    }

    /** {@return the names of the timers of await} */
    List<String> awaitTimers() {
        return awaitTimers;
    }

    String typeOf(int number) {
        return schedules.get(number).spec().type();
    }

    List<String> openChildren() {
        return children.keySet().stream().map(child -> cluster.latest(child.id())).filter(EngineRun::isOpen).map(EngineRun::id)
                .sorted().toList();
    }

    /** The run has closed. */
    void cutOff() {
        timers.values().forEach(VirtualTime.Planned::cancel);
        activities.values().forEach(EngineActivity::cutOff);
    }

    /** {@return whether the server refuses to schedule an activity of these} */
    boolean hasBadActivity(List<Decision> decisions) {
        return decisions.stream().anyMatch(decision -> decision instanceof Decision.ScheduleActivity schedule
                && !(EngineActivity.start(run,
                        schedule.spec()) instanceof Transition.Applied));
    }

    /** {@return whether the decision is about a call} */
    boolean apply(Decision decision, boolean closes) {
        if (decision instanceof Decision.ScheduleActivity schedule) {
            schedule(schedule, closes);
        } else if (decision instanceof Decision.CancelActivity cancel) {
            EngineActivity activity = activities.get(cancel.target());
            run.history.add("ActivityTaskCancelRequested " + activity.name);
            if (!closes) {
                activity.requestCancel();
            }
        } else if (decision instanceof Decision.StartTimer start) {
            startTimer(start);
        } else if (decision instanceof Decision.CancelTimer cancel) {
            cancelTimer(cancel.target());
        } else if (decision instanceof Decision.StartChild start) {
            startChild(start, closes);
        } else if (decision instanceof Decision.SignalExternal signal) {
            run.history.add("SignalExternalWorkflowExecutionInitiated " + signal.workflowId());
            run.time().after(cluster.lateness.step(), () -> deliver(signal));
        } else if (decision instanceof Decision.CancelExternal cancel) {
            run.history.add("RequestCancelExternalWorkflowExecutionInitiated " + cancel.workflowId());
            run.time().after(cluster.lateness.step(), () -> deliver(cancel));
        } else {
            return false;
        }
        return true;
    }

    private void schedule(Decision.ScheduleActivity schedule, boolean closes) {
        String base = JsonConversion.tree(schedule.spec().arguments()).get(0).get("name").asText();
        int count = names.merge(base, 1, Integer::sum);
        String name = count == 1 ? base : base + "#" + count;
        schedules.put(schedule.number(), schedule);
        EngineActivity activity = new EngineActivity(run, schedule.number(), name, schedule.spec());
        activities.put(schedule.number(), activity);
        run.history.add("ActivityTaskScheduled " + name);
        if (!closes || activity.outlivesItsRun()) {
            activity.begin();
        }
    }

    private void startTimer(Decision.StartTimer start) {
        String name = "t" + (timerNames.size() + 1);
        timerNames.put(start.number(), name);
        if (start.ofAwait()) {
            awaitTimers.add(name);
        }
        run.history.add("TimerStarted " + name);
        timers.put(start.number(), run.time().after(cluster.lateness.timer(start.duration()), () -> {
            timers.remove(start.number());
            run.arrive(new Arrival.TimerFired(start.number()), List.of("TimerFired " + name));
        }));
    }

    /** A timer that has fired during the task that cancels it has not fired. */
    private void cancelTimer(int number) {
        String name = timerNames.get(number);
        VirtualTime.Planned timer = timers.remove(number);
        if (timer != null) {
            timer.cancel();
        } else {
            run.withdraw(new Arrival.TimerFired(number), "TimerFired " + name);
        }
        run.history.add("TimerCanceled " + name);
    }

    private void startChild(Decision.StartChild start, boolean closes) {
        String childId = start.spec().workflowId();
        run.history.add("StartChildWorkflowExecutionInitiated " + childId);
        boolean outlives = cluster.ours && start.spec().parentClose() == ParentClosePolicy.ABANDON;
        if (closes && !outlives) {
            return;
        }
        run.time().after(cluster.lateness.step().plus(cluster.lateness.order(start.number())), () -> {
            if (!run.isOpen() && !outlives) {
                return;
            }
            Cluster.Started started = cluster.start(childId, StartOptions.of(start.spec(), run.queue()),
                    start.spec().arguments(),
                    new EngineRun.Origin(run.time().now(), 1, run, start.number(), start.spec().parentClose(), Duration.ZERO,
                            "WorkflowExecutionStarted"));
            if (!run.isOpen()) {
                return;
            }
            if (started.refusal() != null) {
                run.arrive(new Arrival.ChildNotStarted(start.number()),
                        List.of("StartChildWorkflowExecutionFailed " + childId + " WORKFLOW_ALREADY_EXISTS"));
            } else {
                children.put(started.run(), start.spec().parentClose());
                run.arrive(new Arrival.ChildStarted(start.number(), started.run().runId()),
                        List.of("ChildWorkflowExecutionStarted " + childId));
            }
        });
    }

    private void deliver(Decision.SignalExternal signal) {
        EngineRun target = cluster.latest(signal.workflowId());
        boolean found = target != null && target != run && target.isOpen();
        if (found) {
            target.signal(signal.name(), signal.arguments(), JsonConversion.tree(signal.arguments()).get(0).asText());
        }
        answer(new Arrival.Delivered(signal.number(), found),
                List.of(found ? "ExternalWorkflowExecutionSignaled " + signal.workflowId()
                        : "SignalExternalWorkflowExecutionFailed " + signal.workflowId()
                                + " EXTERNAL_WORKFLOW_EXECUTION_NOT_FOUND"));
    }

    private void deliver(Decision.CancelExternal cancel) {
        if (!run.isOpen()) {
            return; // the parent close policy came first
        }
        EngineRun target = cluster.latest(cancel.workflowId());
        if (target != null) {
            target.requestCancel(null);
        }
        answer(new Arrival.Delivered(cancel.number(), target != null),
                List.of(target != null ? "ExternalWorkflowExecutionCancelRequested " + cancel.workflowId()
                        : "RequestCancelExternalWorkflowExecutionFailed " + cancel.workflowId()
                                + " EXTERNAL_WORKFLOW_EXECUTION_NOT_FOUND"));
    }

    private void answer(Arrival arrival, List<String> events) {
        run.time().after(cluster.lateness.step().dividedBy(2), () -> run.arrive(arrival, events));
    }

    void childContinues(EngineRun child, EngineRun next) {
        ParentClosePolicy policy = children.remove(child);
        if (policy != null) {
            children.put(next, policy);
        }
    }

    void copyActivity(EngineRun from, Decision.ScheduleActivity schedule, boolean ended) {
        schedules.put(schedule.number(), schedule);
        EngineActivity original = from.calls().activities.get(schedule.number());
        EngineActivity copy = ended ? original.copyTo(run, schedule.spec())
                : new EngineActivity(run, schedule.number(), original.name, schedule.spec());
        activities.put(schedule.number(), copy);
        names.merge(original.name, 1, Integer::sum);
        if (!ended) {
            copy.begin();
        }
    }
}
