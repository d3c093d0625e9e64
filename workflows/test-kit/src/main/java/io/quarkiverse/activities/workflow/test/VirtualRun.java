package io.quarkiverse.activities.workflow.test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.ActivityCancellationType;
import io.quarkiverse.activities.workflow.WorkflowInfo;
import io.quarkiverse.activities.workflow.runtime.journal.JournalExport;
import io.quarkiverse.activities.workflow.runtime.replay.ActivityOutcome;
import io.quarkiverse.activities.workflow.runtime.replay.Arrival;
import io.quarkiverse.activities.workflow.runtime.replay.ChildOutcome;
import io.quarkiverse.activities.workflow.runtime.replay.Closing;
import io.quarkiverse.activities.workflow.runtime.replay.Conversion;
import io.quarkiverse.activities.workflow.runtime.replay.Decision;
import io.quarkiverse.activities.workflow.runtime.replay.FailureChain;
import io.quarkiverse.activities.workflow.runtime.replay.JournalLine;
import io.quarkiverse.activities.workflow.runtime.replay.LocalRequest;
import io.quarkiverse.activities.workflow.runtime.replay.QueryAnswer;
import io.quarkiverse.activities.workflow.runtime.replay.Rules;
import io.quarkiverse.activities.workflow.runtime.replay.RunStart;
import io.quarkiverse.activities.workflow.runtime.replay.TaskResult;
import io.quarkiverse.activities.workflow.runtime.replay.WorkflowDefinition;
import io.quarkiverse.activities.workflow.runtime.replay.WorkflowRun;

/** A run in virtual time: does what its Workflow Tasks decide, and delivers what comes of it. */
final class VirtualRun {

    private static final Duration TASK_TIMEOUT = Duration.ofSeconds(10);

    private final VirtualTime time;
    private final WorkflowDefinition definition;
    private final VirtualActivities activities;
    private final Conversion conversion;
    private final RunStart start;
    private final WorkflowRun run;
    private final List<JournalLine> lines = new ArrayList<>();
    private final Map<String, Arrival> arrivals = new HashMap<>();
    private final List<Arrival> pending = new ArrayList<>();
    private final Map<Integer, VirtualTime.Event> timers = new HashMap<>();
    private final Map<Integer, VirtualActivity> calls = new HashMap<>();
    private final Map<Long, Decision> updates = new HashMap<>();
    private final List<String> started = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();
    private final Map<String, Payload> published = new TreeMap<>();
    private Closing closing;
    private long messages;

    VirtualRun(WorkflowDefinition definition, String type, String id, Payload arguments, Instant begin,
            VirtualActivities activities, Conversion conversion) {
        this.definition = definition;
        this.activities = activities;
        this.conversion = conversion;
        time = new VirtualTime(begin);
        WorkflowInfo info = new WorkflowInfo(id, id + "-run", type, "test", 1, begin, Optional.empty());
        start = new RunStart(info, arguments, TASK_TIMEOUT, Rules.CURRENT);
        run = new WorkflowRun(definition, start, conversion, new LambdaStubs(), WorkflowReplayer.threads());
        task();
    }

    WorkflowInfo info() {
        return start.info();
    }

    VirtualTime time() {
        return time;
    }

    /** {@return how the run has closed, or null} */
    Closing closing() {
        return closing;
    }

    List<String> started() {
        return started;
    }

    List<String> sent() {
        return sent;
    }

    Payload published(String key) {
        return published.get(key);
    }

    /** {@return what has become of an update, or null} */
    Decision update(long message) {
        return updates.get(message);
    }

    JournalExport export() {
        return new JournalExport(start, 1, lines, arrivals);
    }

    QueryAnswer query(String name, Payload arguments) {
        return run.query(name, arguments);
    }

    List<StackTraceElement[]> stacks() {
        return run.stacks();
    }

    void evict() {
        run.evict();
    }

    /** {@return whether anything has happened until this time; null for any time} */
    boolean step(Instant until) {
        return closing == null && time.next(until);
    }

    /** Delivers something at once. {@return the number of the message, if it is one} */
    long deliver(java.util.function.LongFunction<Arrival> arrival) {
        long number = ++messages;
        arrive(arrival.apply(number));
        return number;
    }

    private void arrive(Arrival arrival) {
        if (closing == null) {
            pending.add(arrival);
            if (JournalExport.own(arrival.reference()) == null) {
                arrivals.put(arrival.reference(), arrival);
            }
            task();
        }
    }

    private void task() {
        List<Arrival> delivered = List.copyOf(pending);
        pending.clear();
        run.begin(time.now(), delivered);
        while (run.isUsable() && !run.openLocals().isEmpty()) {
            LocalRequest request = run.openLocals().get(0);
            run.localEnded(request.number(),
                    new VirtualLocal(request, TASK_TIMEOUT, time, activities, conversion).run(started), time.now());
        }
        TaskResult result = run.end();
        if (result instanceof TaskResult.Failed failed) {
            throw new IllegalStateException("The Workflow Task failed: the code threw an exception that does not fail the run",
                    failed.cause());
        }
        TaskResult.Decided decided = (TaskResult.Decided) result;
        if (!decided.isEmpty() || lines.isEmpty()) {
            lines.add(decided.line());
        }
        closing = decided.closing();
        decided.decisions().forEach(this::follow);
        WorkflowReplayer.replay(definition, export());
    }

    private void follow(Decision decision) {
        if (decision instanceof Decision.ScheduleActivity schedule) {
            started.add(schedule.spec().type());
            if (closing == null) {
                calls.put(schedule.number(), new VirtualActivity(schedule, time, activities, conversion,
                        outcome -> arrive(new Arrival.ActivityClosed(schedule.number(), outcome))).start());
            }
        } else if (decision instanceof Decision.CancelActivity cancel) {
            VirtualActivity call = calls.get(cancel.target());
            call.cancel();
            if (call.cancellation() == ActivityCancellationType.WAIT_CANCELLATION_COMPLETED) {
                time.after(Duration.ZERO,
                        () -> arrive(new Arrival.ActivityClosed(cancel.target(), new ActivityOutcome.Canceled())));
            }
        } else if (decision instanceof Decision.StartTimer timer) {
            timers.put(timer.number(),
                    time.after(timer.duration(), () -> arrive(new Arrival.TimerFired(timer.number()))));
        } else if (decision instanceof Decision.CancelTimer cancel) {
            time.cancel(timers.remove(cancel.target()));
        } else if (decision instanceof Decision.StartChild child && closing == null) {
            started.add(child.spec().type());
            time.after(Duration.ZERO, () -> arrive(new Arrival.ChildStarted(child.number(), child.spec().workflowId())));
            time.after(activities.duration(child.spec().type()), () -> arrive(closed(child)));
        } else if (decision instanceof Decision.SignalExternal signal) {
            sent.add(signal.name() + " to " + signal.workflowId());
            time.after(Duration.ZERO, () -> arrive(new Arrival.Delivered(signal.number(), true)));
        } else if (decision instanceof Decision.CancelExternal cancel) {
            sent.add("cancel to " + cancel.workflowId());
            time.after(Duration.ZERO, () -> arrive(new Arrival.Delivered(cancel.number(), true)));
        } else if (decision instanceof Decision.Publish publish) {
            published.put(publish.key(), publish.value());
        } else if (decision instanceof Decision.AcceptUpdate accepted) {
            updates.put(accepted.message(), decision);
        } else if (decision instanceof Decision.CompleteUpdate completed) {
            updates.put(completed.message(), decision);
        } else if (decision instanceof Decision.RejectUpdate rejected) {
            updates.put(rejected.message(), decision);
        }
    }

    private Arrival closed(Decision.StartChild child) {
        StubbedCall.Body body = activities.body(child.spec().type(), "child workflow");
        try {
            return new Arrival.ChildClosed(child.number(), new ChildOutcome.Completed(conversion.write(
                    body.run(new StubbedCall(child.spec().type(), 1, child.spec().arguments(), conversion)))));
        } catch (Exception e) {
            Failure failure = conversion.failure(e);
            return new Arrival.ChildClosed(child.number(),
                    new ChildOutcome.Failed(RetryState.RETRY_POLICY_NOT_SET, FailureChain.of(failure)));
        }
    }
}
