package io.quarkiverse.activities.workflow.test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;

import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.ActivityCancellationType;
import io.quarkiverse.activities.workflow.ParentClosePolicy;
import io.quarkiverse.activities.workflow.WorkflowInfo;
import io.quarkiverse.activities.workflow.runtime.journal.JournalExport;
import io.quarkiverse.activities.workflow.runtime.replay.Arrival;
import io.quarkiverse.activities.workflow.runtime.replay.Closing;
import io.quarkiverse.activities.workflow.runtime.replay.Conversion;
import io.quarkiverse.activities.workflow.runtime.replay.Decision;
import io.quarkiverse.activities.workflow.runtime.replay.JournalLine;
import io.quarkiverse.activities.workflow.runtime.replay.LocalOutcome;
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
    private final Map<Integer, VirtualLocal> locals = new HashMap<>();
    private final VirtualChildren children;
    private final Map<Long, Decision> updates = new HashMap<>();
    private final List<String> started = new ArrayList<>();
    private final Map<String, Payload> published = new TreeMap<>();
    private Closing closing;
    private long messages;
    private boolean cancelRequested;
    /** A Workflow Task has begun and has not ended. */
    private boolean taskOpen;
    /** Code of the workflow runs, or its decisions are carried out. */
    private boolean busy;
    /** Something happens because its time has come. */
    private boolean stepping;

    VirtualRun(WorkflowDefinition definition, String type, String id, Payload arguments, Instant begin,
            VirtualActivities activities, Conversion conversion) {
        this.definition = definition;
        this.activities = activities;
        this.conversion = conversion;
        time = new VirtualTime(begin);
        children = new VirtualChildren(id, time, activities, conversion, this::arrive);
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
        return children.sent();
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
        boolean outer = stepping;
        stepping = true;
        try {
            return time.next(until);
        } finally {
            stepping = outer;
        }
    }

    /** Lets everything happen that takes no time, unless that is already going on. */
    void settle() {
        if (!stepping && !taskOpen) {
            Instant now = time.now();
            while (closing == null && step(now)) {
                // until everything takes time
            }
        }
    }

    /** Delivers something at once. {@return the number of the message, if it is one} */
    long deliver(LongFunction<Arrival> arrival) {
        long number = ++messages;
        arrive(arrival.apply(number));
        return number;
    }

    /** Requests the cancellation of the run. A second request has no effect. */
    void cancel(String reason) {
        if (!cancelRequested) {
            cancelRequested = true;
            arrive(new Arrival.CancelRequested(reason));
        }
    }

    private void arrive(Arrival arrival) {
        if (closing != null) {
            return;
        }
        pending.add(arrival);
        if (JournalExport.own(arrival.reference()) == null) {
            arrivals.put(arrival.reference(), arrival);
        }
        if (!busy) {
            // The body of a Local Activity that sends a message ends the task that waits for it
            end();
            takePending();
        }
    }

    private void takePending() {
        while (closing == null && !pending.isEmpty()) {
            task();
        }
    }

    private void task() {
        begin();
        finish();
    }

    private void begin() {
        List<Arrival> delivered = List.copyOf(pending);
        pending.clear();
        taskOpen = true;
        busy(() -> run.begin(time.now(), delivered));
    }

    private void finish() {
        startLocals();
        end();
        takePending();
    }

    private void busy(Runnable code) {
        busy = true;
        try {
            code.run();
        } finally {
            busy = false;
        }
    }

    private void startLocals() {
        Optional<LocalRequest> next;
        while (closing == null && run.isUsable() && (next = run.openLocals().stream()
                .filter(request -> !locals.containsKey(request.number())).findFirst()).isPresent()) {
            start(next.get());
        }
    }

    private void start(LocalRequest request) {
        if (request.previous() == null) {
            started.add(request.spec().type());
        }
        VirtualLocal local = new VirtualLocal(request, TASK_TIMEOUT, time, activities, conversion,
                outcome -> ended(request.number(), outcome));
        locals.put(request.number(), local);
        local.start();
    }

    private void ended(int local, LocalOutcome outcome) {
        locals.remove(local);
        boolean ownTask = !taskOpen;
        if (ownTask) {
            begin();
        }
        busy(() -> run.localEnded(local, outcome, time.now()));
        if (ownTask) {
            finish();
        }
    }

    private void end() {
        if (!taskOpen) {
            return;
        }
        taskOpen = false;
        TaskResult result = run.end();
        if (result instanceof TaskResult.Failed failed) {
            throw new IllegalStateException("The Workflow Task failed: the code threw an exception that does not fail the run",
                    failed.cause());
        }
        if (result instanceof TaskResult.Diverged diverged) {
            throw WorkflowReplayer.misfit(start.info(), diverged);
        }
        TaskResult.Decided decided = (TaskResult.Decided) result;
        if (!decided.isEmpty() || lines.isEmpty()) {
            lines.add(decided.line());
        }
        closing = decided.closing();
        busy(() -> decided.decisions().forEach(this::follow));
        if (closing != null) {
            calls.values().forEach(VirtualActivity::runClosed);
            locals.values().forEach(VirtualLocal::abandon);
            children.parentClosed();
        }
        WorkflowReplayer.replay(definition, export());
    }

    private void follow(Decision decision) {
        if (decision instanceof Decision.ScheduleActivity schedule) {
            started.add(schedule.spec().type());
            if (closing == null || schedule.spec().cancellation() == ActivityCancellationType.ABANDON) {
                calls.put(schedule.number(), new VirtualActivity(schedule.spec(), time, activities, conversion,
                        outcome -> arrive(new Arrival.ActivityClosed(schedule.number(), outcome))).start());
            }
        } else if (decision instanceof Decision.CancelActivity cancel) {
            calls.get(cancel.target()).cancel();
        } else if (decision instanceof Decision.StartTimer timer) {
            timers.put(timer.number(),
                    time.after(timer.duration(), () -> arrive(new Arrival.TimerFired(timer.number()))));
        } else if (decision instanceof Decision.CancelTimer cancel) {
            time.cancel(timers.remove(cancel.target()));
        } else if (decision instanceof Decision.StartChild child) {
            if (closing == null || child.spec().parentClose() == ParentClosePolicy.ABANDON) {
                started.add(child.spec().type());
                children.start(child);
            }
        } else if (decision instanceof Decision.SignalExternal signal) {
            children.signal(signal);
        } else if (decision instanceof Decision.CancelExternal cancel) {
            if (closing == null) {
                children.cancel(cancel);
            }
        } else if (decision instanceof Decision.Publish publish) {
            published.put(publish.key(), publish.value());
        } else if (decision instanceof Decision.AcceptUpdate accepted) {
            updates.put(accepted.message(), decision);
        } else if (decision instanceof Decision.CompleteUpdate completed) {
            updates.put(completed.message(), decision);
        } else if (decision instanceof Decision.RejectUpdate rejected) {
            updates.put(rejected.message(), decision);
            arrivals.remove("u" + rejected.message());
        }
    }
}
