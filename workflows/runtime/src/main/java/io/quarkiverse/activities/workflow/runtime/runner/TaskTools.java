package io.quarkiverse.activities.workflow.runtime.runner;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig;
import io.quarkiverse.activities.runtime.node.PlatformThreads;
import io.quarkiverse.activities.runtime.node.Timers;
import io.quarkiverse.activities.runtime.worker.Worker;
import io.quarkiverse.activities.runtime.worker.attempt.CompletionRoute;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.ContinueAsNewOptions;
import io.quarkiverse.activities.workflow.WorkflowInfo;
import io.quarkiverse.activities.workflow.runtime.body.LocalBodies;
import io.quarkiverse.activities.workflow.runtime.config.WorkflowsRuntimeConfig;
import io.quarkiverse.activities.workflow.runtime.config.WorkflowsRuntimeConfig.LimitsConfig;
import io.quarkiverse.activities.workflow.runtime.coroutine.CoroutineThreads;
import io.quarkiverse.activities.workflow.runtime.journal.FailureChainCodec;
import io.quarkiverse.activities.workflow.runtime.log.WorkflowLogContext;
import io.quarkiverse.activities.workflow.runtime.payload.PayloadConversion;
import io.quarkiverse.activities.workflow.runtime.replay.Closing;
import io.quarkiverse.activities.workflow.runtime.replay.Conversion;
import io.quarkiverse.activities.workflow.runtime.replay.FailureChain;
import io.quarkiverse.activities.workflow.runtime.replay.LimitedConversion;
import io.quarkiverse.activities.workflow.runtime.replay.Rules;
import io.quarkiverse.activities.workflow.runtime.replay.WorkflowRun;
import io.quarkiverse.activities.workflow.runtime.store.ClaimStore;
import io.quarkiverse.activities.workflow.runtime.store.NewRun;
import io.quarkiverse.activities.workflow.runtime.store.RunOptions;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.RunState;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit.Answer;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit.Close;
import io.quarkiverse.activities.workflow.runtime.store.TaskStore;
import io.quarkiverse.activities.workflow.runtime.store.TaskStore.Committed;
import io.quarkiverse.activities.workflow.runtime.store.TaskStore.TimedOut;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;
import io.quarkus.runtime.LaunchMode;

/** What each Workflow Task needs, and what follows its end. */
@Singleton
class TaskTools {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");
    private static final int COROUTINES = 2_000;
    private static final int MANY = 10_000;
    private static final int FEW = 200;
    private static final int CHECK_EVERY = 1_000;
    /** How long a run waits that could not close yet, because something has arrived or is about to. */
    static final Duration NOT_YET = Duration.ofMillis(20);
    private static final long FIRST_BACKOFF_MILLIS = 100;
    private static final int BACKOFF_FACTOR_BITS = 2;
    private static final long LONGEST_BACKOFF_MILLIS = 600_000;
    private static final int MOST_SHIFTS = 16;
    private static final Duration SOON = Duration.ofSeconds(2);

    private final WorkflowStore store;
    private final ClaimStore claimStore;
    private final TaskStore taskStore;
    private final Conversion conversion;
    private final LocalBodies bodies;
    private final ActivityStarts activities;
    private final ChildStarts children;
    private final WorkflowRegistry registry;
    private final RunnerWakes wakes;
    private final RunListeners listeners;
    private final RunContexts contexts;
    private final CodeWatches watches;
    private final StuckCode stuck = new StuckCode();
    private final Worker worker;
    private final PlatformThreads threads = PlatformThreads.named("workflow-work");
    private final CoroutineThreads coroutines = new CoroutineThreads(COROUTINES);
    private final int cacheSize;
    private final boolean enabled;
    private volatile RunLimits limits;
    private final ReplayCheck check;
    private final List<HeldRuns> held = new CopyOnWriteArrayList<>();

    TaskTools(WorkflowStore store, ClaimStore claimStore, TaskStore taskStore, PayloadConversion conversion, LocalBodies bodies,
            ActivityStarts activities, ChildStarts children, WorkflowRegistry registry, RunnerWakes wakes,
            RunListeners listeners, RunContexts contexts, Timers timers, Worker worker, ActivitiesRuntimeConfig config,
            WorkflowsRuntimeConfig workflows) {
        this.store = store;
        this.claimStore = claimStore;
        this.taskStore = taskStore;
        this.conversion = new LimitedConversion(conversion, config.payload().maxSize().asLongValue());
        this.bodies = bodies;
        this.activities = activities;
        this.children = children;
        this.registry = registry;
        this.wakes = wakes;
        this.listeners = listeners;
        this.contexts = contexts;
        watches = new CodeWatches(timers);
        this.worker = worker;
        limits = new RunLimits(workflows.limits());
        enabled = workflows.enabled().orElse(config.worker().enabled());
        cacheSize = workflows.cacheSize().orElse(coroutines.isLimited() ? FEW : MANY);
        check = new ReplayCheck(this,
                workflows.checkEvery().orElse(LaunchMode.current().isDevOrTest() ? 1 : CHECK_EVERY));
    }

    /** {@return whether this node runs workflow code} */
    boolean isEnabled() {
        return enabled;
    }

    RunLimits limits() {
        return limits;
    }

    void limits(LimitsConfig newLimits) {
        limits = new RunLimits(newLimits);
    }

    ReplayCheck check() {
        return check;
    }

    /** Lets the runner write completions of activities of its runs, or nobody. */
    void route(CompletionRoute route) {
        worker.route(route);
    }

    void addHeld(HeldRuns runs) {
        held.add(runs);
    }

    void removeHeld(HeldRuns runs) {
        held.remove(runs);
    }

    /** Threads are scarce: runs that wait leave memory. */
    void scarce() {
        held.forEach(HeldRuns::shrink);
    }

    /** {@return how many runs stay in memory while they wait} */
    int cacheSize() {
        return cacheSize;
    }

    WorkflowStore store() {
        return store;
    }

    ClaimStore claimStore() {
        return claimStore;
    }

    TaskStore taskStore() {
        return taskStore;
    }

    Conversion conversion() {
        return conversion;
    }

    LocalBodies bodies() {
        return bodies;
    }

    ActivityStarts activities() {
        return activities;
    }

    RunContexts contexts() {
        return contexts;
    }

    ChildStarts children() {
        return children;
    }

    RunListeners listeners() {
        return listeners;
    }

    /** {@return threads for work that may block} */
    Executor threads() {
        return threads;
    }

    /** {@return threads for the code of a run, whose log lines name it} */
    Executor coroutines(WorkflowInfo run) {
        return WorkflowLogContext.threads(run, coroutines);
    }

    /** Watches code of a run until it is closed. */
    CodeWatch watch(WorkflowRun run, RunRow row) {
        return new CodeWatch(watches, stuck, run, row);
    }

    /** {@return whether code of the run still runs that did not block in time} The run is tried again later. */
    boolean isStuck(RunRow row) {
        if (!stuck.has(row.runId())) {
            return false;
        }
        again(row, null, "The code of an earlier Workflow Task did not block in time, and still runs");
        return true;
    }

    void evict(WorkflowRun run, RunRow row) {
        int lost = run.evict();
        if (lost > 0) {
            LOG.errorf(
                    "%d coroutines of workflow %s (id %s, run %s) swallow the Error that ends them, so their threads are lost."
                            + " Do not catch Error or Throwable in workflow code",
                    lost, row.workflowType(), row.workflowId(),
                    row.runId());
        }
    }

    /** {@return the run that continues this one, with the latest version of its definition} */
    NewRun next(RunRow row, Closing.ContinuedAsNew continued) {
        ContinueAsNewOptions changes = continued.options();
        String type = Objects.requireNonNullElse(changes.workflowType(), row.workflowType());
        RegisteredWorkflow latest = registry.latest(type);
        String queue = changes.taskQueue() != null ? changes.taskQueue()
                : changes.workflowType() != null && latest != null ? latest.taskQueue() : row.taskQueue();
        RunOptions options = row.options().changed(changes.taskTimeout(), changes.runTimeout(), changes.startDelay(),
                changes.retry());
        return NewRun.continuing(row, store.newRunId(), type, latest == null ? 1 : latest.version(), Rules.CURRENT.version(),
                queue, Payload.bytes(continued.arguments()), options, 1, contexts.ofTask());
    }

    void committed(RunRow row, Committed committed, Close close) {
        if (committed.answer() == Answer.NOT_YET || committed.answer() == Answer.LOCKED) {
            wakes.after(NOT_YET);
            return;
        }
        if (committed.answer() == Answer.COMMITTED && close != null) {
            wakes.closed(row.runId());
            listeners.tell(listener -> listener.closed(row, close.state(), reason(close)));
        }
        wakeAt(committed.readyAt());
    }

    private void wakeAt(Instant readyAt) {
        if (readyAt == null) {
            return;
        }
        Duration delay = Duration.between(store.estimatedNow(), readyAt);
        // Later ones are found in time by the runner, which looks once a second, so that runs that sleep cost no memory
        if (delay.compareTo(SOON) < 0) {
            wakes.after(delay.plusMillis(1));
        }
    }

    void timeOut(RunRow row) {
        TimedOut closed = taskStore.timeOut(row, FailureChainCodec.encode(
                FailureChain.of(Failure.timeout(TimeoutType.START_TO_CLOSE, "The run timeout has passed"))));
        if (closed.answer() == Answer.NOT_YET) {
            claimStore.giveBack(row, NOT_YET);
            wakes.after(NOT_YET);
        } else if (closed.answer() == Answer.COMMITTED) {
            wakes.closed(row.runId());
            wakes.told(row.runId()); // it leaves memory, on whichever node it is
            listeners.tell(listener -> listener.closed(row, RunState.TIMED_OUT, "the run timeout has passed"));
            wakeAt(closed.readyAt());
        }
    }

    /** {@return why the run closed without a result, or null} */
    private static String reason(Close close) {
        FailureChain failure = close.state() == RunState.FAILED ? FailureChainCodec.decode(close.failure()) : null;
        return failure == null ? null
                : failure.call() != null ? failure.call().message() + " (" + failure.call().type() + ")"
                        : failure.failure().message();
    }

    void failed(RunRow row, Throwable cause) {
        LOG.warnf(cause, "The task of workflow %s (id %s, run %s) failed in attempt %d; it is tried again", row.workflowType(),
                row.workflowId(), row.runId(), row.taskAttempt());
        again(row, null, cause.toString());
    }

    /** @param build the build whose code does not fit the journal */
    void blocked(RunRow row, String build, String reason) {
        LOG.errorf("Workflow %s (id %s, run %s) is blocked: %s", row.workflowType(), row.workflowId(), row.runId(), reason);
        again(row, build, reason);
    }

    private void again(RunRow row, String blockedBy, String reason) {
        listeners.tell(listener -> listener.taskFailed(row, blockedBy != null));
        Duration backoff = backoff(row.taskAttempt());
        claimStore.failed(row, blockedBy, reason, backoff);
        wakes.after(backoff.plusMillis(1));
    }

    static Duration backoff(int attempt) {
        int shifts = Math.min((attempt - 1) * BACKOFF_FACTOR_BITS, MOST_SHIFTS);
        return Duration.ofMillis(Math.min(FIRST_BACKOFF_MILLIS << shifts, LONGEST_BACKOFF_MILLIS));
    }

}
