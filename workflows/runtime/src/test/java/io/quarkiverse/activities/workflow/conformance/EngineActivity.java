package io.quarkiverse.activities.workflow.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.failure.ActivityCanceledException;
import io.quarkiverse.activities.failure.ActivityNotExistsException;
import io.quarkiverse.activities.runtime.execution.ActivityMachine;
import io.quarkiverse.activities.runtime.execution.AttemptRef;
import io.quarkiverse.activities.runtime.execution.Deadlines;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.runtime.execution.Options;
import io.quarkiverse.activities.runtime.execution.RetryRules;
import io.quarkiverse.activities.runtime.execution.State;
import io.quarkiverse.activities.runtime.execution.Transition;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.ActivityCancellationType;
import io.quarkiverse.activities.workflow.runtime.replay.ActivityOutcome;
import io.quarkiverse.activities.workflow.runtime.replay.ActivitySpec;
import io.quarkiverse.activities.workflow.runtime.replay.Arrival;

/** An activity of a run: the state machine of the base engine decides, and bodies play their program. */
final class EngineActivity {

    private static final JsonConversion CONVERSION = new JsonConversion();
    private static final UUID NODE = new UUID(1, 1);

    final String name;
    private final EngineRun run;
    private final int number;
    private final String queue;
    private final JsonNode argument;
    private final List<String> bodies = new ArrayList<>();
    private final List<Body> running = new ArrayList<>();
    private Execution execution;
    private VirtualTime.Planned dispatch;
    private VirtualTime.Planned deadline;
    private final boolean abandoned;
    private HeartbeatSender heartbeats;
    private boolean begun;
    private boolean cutOff;
    private boolean detached;
    private boolean copied;

    EngineActivity(EngineRun run, int number, String name, ActivitySpec spec) {
        this.run = run;
        this.number = number;
        this.name = name;
        queue = Objects.requireNonNullElse(spec.taskQueue(), run.queue());
        argument = JsonConversion.tree(spec.arguments()).get(0);
        abandoned = spec.cancellation() == ActivityCancellationType.ABANDON;
        execution = ((Transition.Applied) start(run, spec)).next();
    }

    static Transition start(EngineRun run, ActivitySpec spec) {
        Duration whole = spec.scheduleToClose();
        Duration limit = run.timeLimit();
        if (limit != null && (whole == null || whole.compareTo(limit) > 0)) {
            whole = limit;
        }
        return ActivityMachine.start(new Options("queue", whole, spec.scheduleToStart(), spec.startToClose(),
                spec.heartbeat(), Duration.ZERO, 0, rules(spec.retry())), null, run.time().now());
    }

    private static RetryRules rules(RetryOptions retry) {
        return retry == null ? RetryRules.UNSET
                : new RetryRules(Objects.requireNonNullElse(retry.initialInterval(), Duration.ZERO),
                        Objects.requireNonNullElse(retry.backoffCoefficient(), 0.0),
                        Objects.requireNonNullElse(retry.maximumInterval(), Duration.ZERO),
                        Objects.requireNonNullElse(retry.maximumAttempts(), 0),
                        Objects.requireNonNullElse(retry.nonRetryableTypes(), List.of()));
    }

    /** Lets the activity begin. */
    void begin() {
        begun = true;
        plan();
    }

    /** {@return whether it has begun, or is known to the server although it never will} */
    boolean isKnown() {
        return begun || copied || !run.cluster().ours;
    }

    /** {@return whether it begins even if it is scheduled as the run closes} */
    boolean outlivesItsRun() {
        return run.cluster().ours && abandoned;
    }

    /** The run has closed: nothing of the activity counts any more. */
    void cutOff() {
        if (outlivesItsRun()) {
            detached = isOpen();
            return;
        }
        hear();
        cutOff = true;
        cancel(dispatch);
        cancel(deadline);
    }

    boolean isOpen() {
        return !execution.state().isClosed();
    }

    private void hear() {
        if (run.cluster().ours && heartbeats != null) {
            heartbeats.hear("Canceled");
        }
    }

    private static void cancel(VirtualTime.Planned planned) {
        if (planned != null) {
            planned.cancel();
        }
    }

    private void plan() {
        cancel(dispatch);
        cancel(deadline);
        if (cutOff || !isOpen()) {
            return;
        }
        Instant due = Deadlines.nextDue(execution);
        if (due != null) {
            Duration left = Duration.between(run.time().now(), due);
            deadline = run.time().after(run.cluster().lateness.timer(left), () -> apply(new Event.TimersDue()));
        }
        if (execution.state() == State.SCHEDULED) {
            dispatch = run.time()
                    .at(later(execution.attempt().dispatchTime(), run.time().now()).plus(run.cluster().lateness.step())
                            .plus(run.cluster().lateness.order(number)), this::dispatch);
        }
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private void dispatch() {
        if (cutOff || execution.state() != State.SCHEDULED) {
            return;
        }
        if (!run.cluster().isServed(queue)) {
            run.cluster().whenServed(queue, this::dispatch);
            return;
        }
        if (run.cluster().ours && run.calls().typeOf(number).equals("Nobody")) {
            return;
        }
        apply(new Event.Claim(NODE, "node"));
        Execution claimed = execution;
        int fence = claimed.attempt().fence();
        int attempt = claimed.attempt().number();
        if (run.calls().typeOf(number).equals("Nobody")) {
            fail(fence, Failure.application("java.lang.IllegalArgumentException",
                    "Activity Type \"Nobody\" is not registered with a worker. Known types are: Work, Other"),
                    null);
            return;
        }
        HeartbeatSender sender = new HeartbeatSender(run.time(), run.cluster().lateness.step(),
                claimed.options().heartbeat(), details -> beat(fence, details));
        heartbeats = sender;
        Body[] body = new Body[1];
        body[0] = new Body(run.time(), argument, attempt, bodies, sender, end -> {
            running.remove(body[0]);
            report(fence, end, sender.unsent());
        });
        running.add(body[0]);
        JsonNode details = claimed.heartbeats().details() == null ? null
                : JsonConversion.tree(claimed.heartbeats().details());
        body[0].start(attempt, details);
    }

    /** The node of the queue is shut down without waiting for its bodies. */
    void nodeStopped(String stopped) {
        if (queue.equals(stopped)) {
            new ArrayList<>(running).forEach(Body::interrupt);
        }
    }

    private String beat(int fence, JsonNode details) {
        if (cutOff || !apply(new Event.Heartbeat(AttemptRef.byToken(fence), CONVERSION.write(details)))) {
            return "NotExists";
        }
        return execution.state() == State.CANCEL_REQUESTED ? "Canceled" : null;
    }

    private void report(int fence, Body.End end, JsonNode unsent) {
        if (cutOff) {
            return;
        }
        AttemptRef attempt = AttemptRef.byToken(fence);
        if (end.thrown() == null) {
            apply(new Event.Complete(attempt, CONVERSION.write(end.result()), "node"));
        } else if (end.thrown() instanceof ActivityCanceledException) {
            apply(new Event.ReportCanceled(attempt, null, "node"));
        } else if (!(end.thrown() instanceof ActivityNotExistsException)) {
            fail(fence, withCauses(end.thrown()), unsent);
        }
    }

    private void fail(int fence, Failure failure, JsonNode unsent) {
        Payload details = unsent == null ? null : CONVERSION.write(unsent);
        apply(new Event.Fail(AttemptRef.byToken(fence), failure, details, "node"));
    }

    static Failure withCauses(Throwable thrown) {
        Failure cause = thrown.getCause() == null ? null : withCauses(thrown.getCause());
        Failure f = CONVERSION.failure(thrown);
        return new Failure(f.kind(), f.message(), f.type(), f.nonRetryable(), f.nextRetryDelay(), f.benign(), f.details(),
                f.lastHeartbeatDetails(), f.timeoutType(), f.stackTrace(), cause);
    }

    void requestCancel() {
        apply(new Event.RequestCancel(null, CONVERSION.write("ACTIVITY_ID_NOT_STARTED"), null, "workflow"));
        if (execution.state() == State.CANCEL_REQUESTED) {
            hear();
        }
    }

    /** {@return whether the machine accepted the event} */
    private boolean apply(Event event) {
        Transition transition = ActivityMachine.apply(execution, event, run.time().now());
        if (!(transition instanceof Transition.Applied applied)) {
            return false;
        }
        Execution before = execution;
        execution = applied.next();
        if (applied.changed()) {
            plan();
        }
        if (applied.closed()) {
            closed(before);
        }
        return true;
    }

    private void closed(Execution before) {
        List<String> events = new ArrayList<>();
        if (before.state().isInProgress()) {
            events.add("ActivityTaskStarted " + name + " attempt " + before.attempt().number());
        }
        events.add(switch (execution.state()) {
            case COMPLETED -> "ActivityTaskCompleted ";
            case FAILED -> "ActivityTaskFailed ";
            case TIMED_OUT -> "ActivityTaskTimedOut ";
            default -> "ActivityTaskCanceled ";
        } + name);
        run.arrive(new Arrival.ActivityClosed(number, outcome()), events);
    }

    private ActivityOutcome outcome() {
        return switch (execution.state()) {
            case COMPLETED -> new ActivityOutcome.Completed(execution.outcome().result());
            case CANCELED -> new ActivityOutcome.Canceled();
            default -> new ActivityOutcome.Failed(execution.outcome().retryState(), execution.outcome().failure());
        };
    }

    /** {@return the same activity in a run that was reset to a point after its end} */
    EngineActivity copyTo(EngineRun other, ActivitySpec spec) {
        EngineActivity copy = new EngineActivity(other, number, name, spec);
        copy.execution = execution;
        copy.copied = true;
        return copy;
    }

    JsonNode view(boolean runOpen) {
        ObjectNode view = JsonConversion.MAPPER.createObjectNode();
        boolean counts = execution.outcome() != null && !detached;
        view.put("outcome", counts ? execution.state().name() : "OPEN");
        if (counts && execution.outcome().failure() != null && execution.state() != State.CANCELED) {
            view.set("failure", FailureView.of(execution.outcome().failure()));
            view.put("retryState", execution.outcome().retryState().name());
        }
        if (execution.state() == State.CANCELED && execution.outcome().failure().details() != null) {
            view.set("details", JsonConversion.tree(execution.outcome().failure().details()));
        }
        ArrayNode log = view.putArray("bodies");
        if (!copied) {
            bodies.forEach(log::add);
        }
        return view;
    }

    /** {@return what describe shows of an open activity} */
    JsonNode pending() {
        ObjectNode view = JsonConversion.MAPPER.createObjectNode();
        view.put("state", execution.state().isInProgress() ? "STARTED" : "SCHEDULED");
        view.put("attempt", execution.attempt().number());
        if (execution.lastFailure() != null) {
            view.set("lastFailure", FailureView.of(execution.lastFailure()));
        }
        if (execution.heartbeats().details() != null) {
            view.set("heartbeatDetails", JsonConversion.tree(execution.heartbeats().details()));
        }
        return view;
    }
}
