package io.quarkiverse.activities.workflow.runtime.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.quarkiverse.activities.spi.Payload;

/**
 * One run in memory. It executes Workflow Tasks: {@link #begin}, then {@link #localEnded} for Local Activities that end within
 * the task, then {@link #end}. Or it repeats those that are in a journal: {@link #replay}. It is not thread-safe, but may be
 * handed from one thread to another.
 * <p>
 * A result other than {@link TaskResult.Decided} makes the instance unusable: evict it, and replay the run from its journal.
 */
public final class WorkflowRun {

    private final Parts parts;
    private final Core core;
    private final Calls calls = new Calls();
    private final Handlers handlers;
    private final Instance instance;
    private final WorkflowDefinition definition;
    private final RunContext context;
    private final List<String> delivered = new ArrayList<>();
    private Instant taskTime;
    private TaskResult broken;
    private int lines;
    private boolean begun;
    private int latestEntries;
    private long latestBytes;

    /**
     * @param threads runs coroutines: one thread each, which is parked most of the time. If it rejects one, so do the methods
     *        of this class, and the instance becomes unusable
     */
    public WorkflowRun(WorkflowDefinition definition, RunStart start, Conversion conversion, Stubs stubs, Executor threads) {
        this(definition, start, conversion, stubs, threads, new Parts());
    }

    WorkflowRun(WorkflowDefinition definition, RunStart start, Conversion conversion, Stubs stubs, Executor threads,
            Parts parts) {
        this.definition = definition;
        this.parts = parts;
        core = new Core(start, conversion, threads, parts);
        instance = new Instance(core, definition);
        handlers = new Handlers(core, definition, instance);
        context = new RunContext(core, calls, handlers, stubs);
    }

    /**
     * Offers to run short Local Activities on the thread of the code, in the tasks that follow.
     *
     * @param locals null to withdraw the offer
     */
    public void inlineLocals(InlineLocals locals) {
        core.inlineLocals(locals);
    }

    /** Begins a Workflow Task: delivers arrivals in this order, and runs the code until it blocks. */
    public void begin(Instant time, List<Arrival> arrivals) {
        guarded(() -> {
            if (deliver(time, arrivals)) {
                core.loop();
            }
        });
    }

    /** {@return whether there is code to run} */
    private boolean deliver(Instant time, List<Arrival> arrivals) {
        taskTime = time;
        core.moveTo(time);
        lines++;
        arrivals.forEach(this::seed); // before the constructor, which may use random values
        if (!begun) {
            begun = true;
            core.ending.after(() -> core.onThisThread(() -> {
                instance.create(context);
                return null;
            }));
            if (core.ending.isDecided()) {
                core.commands.prepare();
                return false;
            }
            core.scheduler.add(core.newCoroutine(core.root, instance::runMethod));
        }
        arrivals.forEach(this::deliver);
        return true;
    }

    private void seed(Arrival arrival) {
        if (arrival instanceof Arrival.Reset reset) {
            core.seed(reset.runId());
        }
    }

    private void deliver(Arrival arrival) {
        if (core.ending.isDecided()) {
            throw new DivergedException("the arrival " + arrival.reference(), "has ended");
        }
        delivered.add(arrival.reference());
        if (arrival instanceof Arrival.Signaled signal) {
            handlers.signaled(signal);
        } else if (arrival instanceof Arrival.UpdateRequested update) {
            handlers.updateRequested(update);
        } else if (arrival instanceof Arrival.CancelRequested cancel) {
            core.ending.cancelRequested();
            core.scheduler.callback(() -> core.root.request(cancel.reason()));
        } else if (!(arrival instanceof Arrival.Reset)) {
            calls.deliver(arrival);
        }
    }

    /**
     * {@return the Local Activities that were requested and have not ended, in the order of their numbers} The owner of the run
     * runs those that it is not yet running.
     */
    public List<LocalRequest> openLocals() {
        return core.ending.isDecided() ? List.of() : calls.locals().values().stream().map(LocalMachine::request).toList();
    }

    /** {@return the numbers of those that should stop, because the scope that called them was canceled} */
    public List<Integer> localsToStop() {
        return calls.locals().values().stream().filter(LocalMachine::isStopRequested)
                .map(local -> local.request().number()).toList();
    }

    /** {@return whether the code has called anything in this task that others must hear of} */
    public boolean hasCalls() {
        return core.commands.hasCalls();
    }

    /** Delivers the outcome of a Local Activity within a task, and runs the code until it blocks. */
    public void localEnded(int number, LocalOutcome outcome, Instant time) {
        guarded(() -> {
            core.moveTo(time);
            calls.takeLocal(number).ended(outcome, time);
            core.commands.prepare();
        });
    }

    /** Ends the Workflow Task. */
    public TaskResult end() {
        if (broken != null) {
            return broken;
        }
        List<Decision> decisions;
        try {
            decisions = new ArrayList<>(core.commands.take());
        } catch (TaskFailure e) {
            broken = new TaskResult.Failed(e.getCause());
            return broken;
        }
        List<Entry> entries = decisions.stream().map(Decision::entry).filter(Objects::nonNull).toList();
        List<Decision.RejectUpdate> rejected = handlers.takeRejected();
        for (Decision.RejectUpdate rejection : rejected) {
            delivered.remove("u" + rejection.message());
        }
        decisions.addAll(rejected);
        JournalLine line = new JournalLine(taskTime, delivered, entries);
        delivered.clear();
        latestEntries = -core.journal.length();
        latestBytes = -core.journal.bytes();
        core.journal.add(line);
        latestEntries += core.journal.length();
        latestBytes += core.journal.bytes();
        return new TaskResult.Decided(line, decisions, core.ending.closing(), core.scheduler.takeProgressed());
    }

    /**
     * Repeats a Workflow Task that is in the journal.
     *
     * @param arrivals what the references of the line mean, in the same order
     */
    public TaskResult replay(JournalLine line, List<Arrival> arrivals) {
        core.recorded(parts.recorded(line));
        try {
            begin(line.time(), arrivals);
            return endAs(line);
        } finally {
            core.recorded(Recorded.LIVE);
        }
    }

    /**
     * Repeats Workflow Tasks that are in the journal, until one does not fit. {@return its result, or null if all fit} This is
     * faster than to repeat them one by one: see {@link Repetition}.
     */
    public TaskResult replay(RecordedTasks tasks) {
        Repetition repetition = new Repetition(tasks);
        core.scheduler.whenAlone(repetition::goOn);
        try {
            RecordedTasks.Task task;
            while ((task = repetition.next()) != null) {
                begin(task.line().time(), task.arrivals());
                repetition.end();
            }
            return broken;
        } finally {
            core.scheduler.whenAlone(null);
            core.recorded(Recorded.LIVE);
        }
    }

    /** Ends a Workflow Task that is in the journal. */
    private TaskResult endAs(JournalLine line) {
        for (Entry entry : line.entries()) {
            if (entry.kind() == Entry.Kind.LOCAL && broken == null) {
                replayLocal(entry);
            }
        }
        TaskResult result = end();
        if (result instanceof TaskResult.Decided decided) {
            Divergence divergence = parts.matcher().compare(lines, line.entries(), decided.line().entries());
            if (divergence != null) {
                broken = new TaskResult.Diverged(divergence);
                return broken;
            }
        }
        return result;
    }

    /**
     * Repeats the tasks of a journal. If the workflow method is the only coroutine, its own thread goes on with the next task
     * where the code would block: to switch to the thread of the scheduler and back costs more than all the rest. The code
     * does the same in the same order; only the conditions that it waits for are asked less often.
     */
    private final class Repetition {

        private final RecordedTasks tasks;
        /** The task that is being repeated, or null between two tasks. */
        private RecordedTasks.Task task;
        private RuntimeException unreadable;

        Repetition(RecordedTasks tasks) {
            this.tasks = tasks;
        }

        /** {@return the next task, or null if there is none or one did not fit} */
        RecordedTasks.Task next() {
            if (unreadable != null) {
                throw unreadable;
            }
            RecordedTasks.Task next = broken != null ? null : tasks.next();
            if (next != null) {
                core.recorded(parts.recorded(next.line()));
            }
            task = next;
            return next;
        }

        /** All code is blocked. */
        void end() {
            if (task == null) {
                return; // the thread of the code was here first
            }
            JournalLine line = task.line();
            task = null;
            if (endAs(line) instanceof TaskResult.Decided decided) {
                tasks.repeated(line, decided.decisions());
            }
        }

        /** The only coroutine is about to block. {@return whether the next task has begun} Called by its thread. */
        boolean goOn() {
            if (task == null || core.ending.isMethodDone() || !core.commands.runNoCode()
                    || task.line().entries().stream().anyMatch(entry -> entry.kind() == Entry.Kind.LOCAL)) {
                return false;
            }
            core.commands.prepare();
            try {
                end();
                next();
            } catch (RuntimeException e) {
                unreadable = e;
            }
            if (task == null) {
                core.scheduler.pause(); // nothing may run between two tasks
                return false;
            }
            guarded(() -> deliver(task.line().time(), task.arrivals()));
            if (broken != null) {
                core.scheduler.exit();
            }
            return broken == null;
        }
    }

    private void replayLocal(Entry entry) {
        if (calls.locals().containsKey((int) entry.number())) {
            localEnded((int) entry.number(), entry.local(), entry.time());
        } else {
            broken = new TaskResult.Diverged(new Divergence(lines, entry.toString(), "did not call it"));
        }
    }

    /**
     * Answers a query from the state that the run has now.
     *
     * @throws IllegalStateException if no task has run yet
     */
    public QueryAnswer query(String name, Payload arguments) {
        if (!begun) {
            throw new IllegalStateException("The run has no state yet: no Workflow Task has run");
        }
        WorkflowDefinition.Method method = definition.query(name);
        if (method == null) {
            return new QueryAnswer.Refused(new IllegalArgumentException("Unknown query type: " + name));
        }
        try {
            return core.onThisThread(() -> core.readOnly(() -> {
                try {
                    return new QueryAnswer.Answered(core.conversion.write(instance.invoke(method, arguments)));
                } catch (Exception e) {
                    return new QueryAnswer.Refused(Thrown.unwrapped(e));
                }
            }));
        } catch (Error e) {
            return new QueryAnswer.Refused(e);
        }
    }

    /** {@return how many arrivals and decisions the journal has} */
    public int journalEntries() {
        return core.journal.length();
    }

    /** {@return about how many bytes the journal takes} */
    public long journalBytes() {
        return core.journal.bytes();
    }

    /** {@return how many signals were delivered} */
    public int signals() {
        return core.journal.signals();
    }

    /** {@return how many of the entries are of the latest Workflow Task} */
    public int latestEntries() {
        return latestEntries;
    }

    /** {@return how many of the bytes are of the latest Workflow Task} */
    public long latestBytes() {
        return latestBytes;
    }

    /** {@return how many Workflow Tasks have begun} */
    public int tasks() {
        return lines;
    }

    /** {@return whether no task has failed and no replay has diverged} */
    public boolean isUsable() {
        return broken == null;
    }

    /** {@return how the run closes, or null if it is open} */
    public Closing closing() {
        return core.ending.closing();
    }

    /**
     * Removes the run from memory: unwinds its coroutines, whose threads end. The instance must not be used again.
     * {@code finally} blocks of workflow code run, but cannot use the context.
     *
     * @return how many coroutines swallow the eviction again and again, so that their threads are lost: a bug to report
     */
    public int evict() {
        return core.scheduler.evict();
    }

    /**
     * {@return the thread that runs code of the workflow now, if any} May be called by any thread, to see where code is that
     * does not block.
     */
    public Optional<Thread> runningThread() {
        return Optional.ofNullable(core.runningThread());
    }

    /** {@return where the code of each coroutine waits} Call it between two Workflow Tasks. */
    public List<StackTraceElement[]> stacks() {
        return core.scheduler.stacks();
    }

    /**
     * Makes the task fail that another thread runs, because its code does not block. The code goes on until it uses the
     * context; what it does until then has no effect. May be called by any thread. Code that runs on the thread of the task
     * itself cannot be left behind: a constructor, a condition of {@code await}, or a callback of a promise.
     */
    public void abandon() {
        core.abandon();
    }

    /** {@return whether code still runs that was left behind by {@link #abandon}} May be called by any thread. */
    public boolean isStuck() {
        return core.isStuck();
    }

    private void guarded(Runnable code) {
        if (broken != null) {
            return;
        }
        try {
            code.run();
        } catch (DivergedException e) {
            broken = new TaskResult.Diverged(new Divergence(lines, e.expected(), e.found()));
        } catch (TaskFailure e) {
            broken = new TaskResult.Failed(e.getCause());
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            broken = new TaskResult.Failed(e);
            throw e;
        } catch (RuntimeException | Error e) {
            broken = new TaskResult.Failed(e);
        }
    }
}
