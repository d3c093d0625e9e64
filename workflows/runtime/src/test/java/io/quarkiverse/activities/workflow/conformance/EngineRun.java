package io.quarkiverse.activities.workflow.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.ParentClosePolicy;
import io.quarkiverse.activities.workflow.WorkflowInfo;
import io.quarkiverse.activities.workflow.runtime.journal.FailureChainCodec;
import io.quarkiverse.activities.workflow.runtime.journal.JournalExport;
import io.quarkiverse.activities.workflow.runtime.replay.Arrival;
import io.quarkiverse.activities.workflow.runtime.replay.ChildOutcome;
import io.quarkiverse.activities.workflow.runtime.replay.Closing;
import io.quarkiverse.activities.workflow.runtime.replay.Decision;
import io.quarkiverse.activities.workflow.runtime.replay.FailureChain;
import io.quarkiverse.activities.workflow.runtime.replay.LocalOutcome;

/** A run on the server: its history, its open calls, and how it closes. Its {@link EngineTasks} run the code. */
final class EngineRun {

    /**
     * Where a run comes from.
     *
     * @param chainStart when the first run of the chain started
     * @param parent the parent, or null
     * @param parentNumber the number of the decision of the parent
     * @param delay until the first task
     * @param event what the history says
     */
    record Origin(Instant chainStart, int attempt, EngineRun parent, int parentNumber, ParentClosePolicy parentClose,
            Duration delay, String event) {

        static Origin client(VirtualTime time, Duration delay) {
            return new Origin(time.now(), 1, null, 0, null, delay == null ? Duration.ZERO : delay, "WorkflowExecutionStarted");
        }
    }

    private final Cluster cluster;
    private final String id;
    private final int position;
    private final String runId;
    private final StartOptions options;
    private final Payload arguments;
    private final Origin origin;
    private final EngineTasks tasks;
    private final EngineCalls calls;
    private final Instant startTime;
    final List<String> history = new ArrayList<>();
    final Map<String, List<String>> locals = new LinkedHashMap<>();
    final Map<Long, EngineUpdate> updates = new LinkedHashMap<>();
    final Map<String, EngineUpdate> updatesById = new HashMap<>();
    private final List<Runnable> whenClosed = new ArrayList<>();
    private String status = "RUNNING";
    private Payload result;
    private FailureChain failure;
    private RetryState retryState;
    private String reason;
    private String details;
    private boolean cancelRequested;
    private boolean continued;
    private long messages;

    EngineRun(Cluster cluster, String id, int position, String runId, StartOptions options, Payload arguments, Origin origin) {
        this.cluster = cluster;
        this.id = id;
        this.position = position;
        this.runId = runId;
        this.options = options;
        this.arguments = arguments;
        this.origin = origin;
        startTime = time().now();
        tasks = new EngineTasks(this);
        calls = new EngineCalls(this);
    }

    /** Makes the run exist: its timeouts begin, and its first task follows. */
    void begin() {
        history.add(origin.event);
        limit();
        tasks.firstAfter(origin.delay);
    }

    private void limit() {
        Instant first = startTime.plus(origin.delay);
        if (options.runTimeout() != null) {
            time().at(first.plus(options.runTimeout()), () -> timeOut(false));
        }
        if (options.executionTimeout() != null) {
            time().at(origin.chainStart.plus(options.executionTimeout()), () -> timeOut(true));
        }
    }

    // What it is

    Cluster cluster() {
        return cluster;
    }

    VirtualTime time() {
        return cluster.time;
    }

    String id() {
        return id;
    }

    int position() {
        return position;
    }

    String queue() {
        return options.queue();
    }

    /** {@return the run timeout, which is the execution timeout unless it is set; null if neither is} */
    Duration timeLimit() {
        return options.runTimeout() == null ? options.executionTimeout() : options.runTimeout();
    }

    StartOptions options() {
        return options;
    }

    Payload arguments() {
        return arguments;
    }

    EngineCalls calls() {
        return calls;
    }

    String runId() {
        return runId;
    }

    EngineTasks tasks() {
        return tasks;
    }

    String status() {
        return status;
    }

    boolean isContinued() {
        return continued;
    }

    boolean isOpen() {
        return status.equals("RUNNING");
    }

    Payload result() {
        return result;
    }

    FailureChain failure() {
        return failure;
    }

    RetryState retryState() {
        return retryState;
    }

    String reason() {
        return reason;
    }

    WorkflowInfo info() {
        return new WorkflowInfo(id, runId, "Program", queue(), origin.attempt, startTime,
                Optional.ofNullable(origin.parent).map(EngineRun::id));
    }

    // What arrives

    /** Delivers something with the next task, unless the run is closed. */
    void arrive(Arrival arrival, List<String> events) {
        if (isOpen()) {
            tasks.arrive(arrival, events);
        }
    }

    /** Takes back what has arrived during the task that is being committed. */
    void withdraw(Arrival arrival, String event) {
        tasks.withdraw(arrival, event);
    }

    void signal(String type, Payload signalArguments, String event) {
        arrive(new Arrival.Signaled(++messages, type, signalArguments), List.of("WorkflowExecutionSignaled " + event));
    }

    EngineUpdate update(String updateId, String type, Payload updateArguments) {
        EngineUpdate known = updateId == null ? null : updatesById.get(updateId);
        if (known != null) {
            return known;
        }
        EngineUpdate update = new EngineUpdate();
        if (updateId != null) {
            updatesById.put(updateId, update);
        }
        updates.put(++messages, update);
        tasks.arriveUpdate(new Arrival.UpdateRequested(messages, type, updateArguments));
        return update;
    }

    /** Requests cancellation. Only the first request counts. */
    void requestCancel(String newReason) {
        if (isOpen() && !cancelRequested) {
            cancelRequested = true;
            tasks.firstNow();
            arrive(new Arrival.CancelRequested(newReason),
                    List.of("WorkflowExecutionCancelRequested" + (newReason == null ? "" : " " + newReason)));
        }
    }

    String details() {
        return details;
    }

    /** Ends the run in favour of another one with the same Workflow Id. */
    void terminateForNewRun() {
        details = "terminated by new runID: RUN";
        terminate("TerminateIfRunning WorkflowIdReusePolicy");
    }

    void terminate(String newReason) {
        if (isOpen()) {
            reason = newReason;
            tasks.drop();
            history.add("WorkflowExecutionTerminated" + (newReason == null ? "" : " " + newReason));
            close("TERMINATED", new ChildOutcome.Terminated(), "ChildWorkflowExecutionTerminated");
        }
    }

    private void timeOut(boolean ofChain) {
        if (!isOpen()) {
            return;
        }
        tasks.drop();
        history.add("WorkflowExecutionTimedOut");
        Failure timeout = Failure.timeout(TimeoutType.START_TO_CLOSE, null);
        retryState = ofChain ? RetryState.TIMEOUT : retryState(FailureChain.of(timeout));
        retryIfAllowed(null);
        close("TIMED_OUT", new ChildOutcome.TimedOut(retryState), "ChildWorkflowExecutionTimedOut");
    }

    void nodeStopped(String stopped) {
        calls.activities().forEach(activity -> activity.nodeStopped(stopped));
        if (queue().equals(stopped)) {
            tasks.nodeStopped();
        }
    }

    void whenClosed(Runnable action) {
        if (isOpen()) {
            whenClosed.add(action);
        } else {
            action.run();
        }
    }

    // What it decides

    void apply(Decision decision, boolean closes) {
        if (!calls.apply(decision, closes)) {
            applyMessage(decision);
        }
    }

    private void applyMessage(Decision decision) {
        if (decision instanceof Decision.RecordSideEffect) {
            history.add("MarkerRecorded SideEffect");
        } else if (decision instanceof Decision.RecordVersion version) {
            history.add("MarkerRecorded Version " + version.change() + " " + version.version());
        } else if (decision instanceof Decision.RecordLocal local) {
            history.add("MarkerRecorded LocalActivity " + tasks.localName(local.request())
                    + (local.outcome() instanceof LocalOutcome.Completed ? ""
                            : " failed"));
        } else if (decision instanceof Decision.AcceptUpdate accept) {
            history.add("WorkflowExecutionUpdateAccepted " + updateName(accept.message()));
            updates.get(accept.message()).accepted();
        } else if (decision instanceof Decision.CompleteUpdate complete) {
            history.add("WorkflowExecutionUpdateCompleted " + updateName(complete.message())
                    + (complete.failure() == null ? "" : " failed"));
            updates.get(complete.message()).completed(complete.result(), complete.failure());
        } else if (decision instanceof Decision.RejectUpdate reject) {
            EngineUpdate update = updates.remove(reject.message());
            updatesById.values().remove(update);
            update.rejected(reject.failure());
        }
    }

    private String updateName(long message) {
        Arrival.UpdateRequested update = (Arrival.UpdateRequested) tasks.known("u" + message);
        return JsonConversion.tree(update.arguments()).get(0).asText();
    }

    // How it closes

    void close(Closing closing) {
        if (closing instanceof Closing.Completed completed) {
            result = completed.result();
            history.add("WorkflowExecutionCompleted");
            close("COMPLETED", new ChildOutcome.Completed(result), "ChildWorkflowExecutionCompleted");
        } else if (closing instanceof Closing.Failed failed) {
            failure = failed.failure();
            history.add("WorkflowExecutionFailed");
            retryState = retryState(failure);
            retryIfAllowed(failure.failure() == null ? null : failure.failure().nextRetryDelay());
            FailureChain stored = FailureChainCodec.decode(FailureChainCodec.encode(failure));
            close("FAILED", new ChildOutcome.Failed(retryState, stored), "ChildWorkflowExecutionFailed");
        } else if (closing instanceof Closing.Canceled) {
            history.add("WorkflowExecutionCanceled");
            close("CANCELED", new ChildOutcome.Canceled(), "ChildWorkflowExecutionCanceled");
        } else if (closing instanceof Closing.ContinuedAsNew next) {
            history.add("WorkflowExecutionContinuedAsNew UNSPECIFIED");
            follow(next.arguments(), 1, Duration.ZERO, "WorkflowExecutionStarted WORKFLOW");
            close("CONTINUED_AS_NEW", null, null);
        }
    }

    private RetryState retryState(FailureChain of) {
        if (options.retry() == null) {
            return RetryState.RETRY_POLICY_NOT_SET;
        }
        Failure top = of.failure();
        if (top != null && (top.nonRetryable() || options.lists(top.type()))) {
            return RetryState.NON_RETRYABLE_FAILURE;
        }
        if (!options.allowsAnotherAfter(origin.attempt)) {
            return RetryState.MAXIMUM_ATTEMPTS_REACHED;
        }
        Duration backoff = backoff(top == null ? null : top.nextRetryDelay());
        return options.executionTimeout() != null
                && time().now().plus(backoff).isAfter(origin.chainStart.plus(options.executionTimeout())) ? RetryState.TIMEOUT
                        : RetryState.IN_PROGRESS;
    }

    private Duration backoff(Duration ofFailure) {
        return ofFailure == null ? options.backoffAfter(origin.attempt) : ofFailure;
    }

    private void retryIfAllowed(Duration ofFailure) {
        if (retryState == RetryState.IN_PROGRESS) {
            int attempt = origin.attempt + 1;
            follow(arguments, attempt, backoff(ofFailure), "WorkflowExecutionStarted attempt " + attempt + " RETRY");
        }
    }

    private void follow(Payload nextArguments, int attempt, Duration delay, String event) {
        continued = true;
        EngineRun next = cluster.create(id, options, nextArguments, new Origin(origin.chainStart, attempt, origin.parent,
                origin.parentNumber, origin.parentClose, delay, event));
        if (origin.parent != null) {
            origin.parent.calls.childContinues(this, next);
        }
        next.begin();
    }

    private void close(String newStatus, ChildOutcome outcome, String parentEvent) {
        status = newStatus;
        calls.cutOff();
        List.copyOf(updates.values()).forEach(EngineUpdate::runClosed);
        Map<EngineRun, ParentClosePolicy> left = calls.children();
        time().after(cluster.lateness.step(), () -> left.forEach(cluster::closeChild));
        if (origin.parent != null && !continued) {
            time().after(cluster.lateness.step(),
                    () -> origin.parent.arrive(new Arrival.ChildClosed(origin.parentNumber, outcome),
                            List.of(parentEvent + " " + id)));
        }
        tasks.closed();
        List.copyOf(whenClosed).forEach(Runnable::run);
    }

    /** Starts a run that repeats this one from the given task on. */
    EngineRun resetTo(int task) {
        terminate("reset");
        EngineRun copy = cluster.create(id, options, arguments, new Origin(origin.chainStart, 1, origin.parent,
                origin.parentNumber, origin.parentClose, Duration.ZERO, origin.event));
        copy.limit();
        copy.messages = messages;
        copy.tasks.copyFrom(tasks, task);
        return copy;
    }

    void evict() {
        tasks.evict();
    }

    /** {@return the journal, with everything that a replay needs} */
    JournalExport export() {
        return tasks.export();
    }

    JsonNode log() {
        return tasks.log();
    }
}
