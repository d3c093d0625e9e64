package io.quarkiverse.activities.workflow.test;

import java.time.Duration;
import java.util.function.Consumer;

import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.workflow.ParentClosePolicy;
import io.quarkiverse.activities.workflow.runtime.replay.Arrival;
import io.quarkiverse.activities.workflow.runtime.replay.ChildOutcome;
import io.quarkiverse.activities.workflow.runtime.replay.Conversion;
import io.quarkiverse.activities.workflow.runtime.replay.Decision;
import io.quarkiverse.activities.workflow.runtime.replay.FailureChain;

/** A child workflow of a run in virtual time. The test does its work when its time is over. */
final class VirtualChild {

    private final Decision.StartChild start;
    private final VirtualTime time;
    private final VirtualActivities activities;
    private final Conversion conversion;
    private final Consumer<Arrival> parent;
    private VirtualTime.Event work;
    private ChildOutcome outcome;

    VirtualChild(Decision.StartChild start, VirtualTime time, VirtualActivities activities, Conversion conversion,
            Consumer<Arrival> parent) {
        this.start = start;
        this.time = time;
        this.activities = activities;
        this.conversion = conversion;
        this.parent = parent;
    }

    void start() {
        time.after(Duration.ZERO,
                () -> parent.accept(new Arrival.ChildStarted(start.number(), start.spec().workflowId())));
        work = time.after(activities.duration(start.spec().type()), () -> close(run()));
    }

    boolean isOpen() {
        return outcome == null;
    }

    /** {@return whether a child with the same Workflow Id may start now} */
    boolean allows(IdReusePolicy policy) {
        return !isOpen() && policy != IdReusePolicy.REJECT_DUPLICATE
                && (policy != IdReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY || !(outcome instanceof ChildOutcome.Completed));
    }

    void cancel() {
        endEarly(new ChildOutcome.Canceled());
    }

    void terminate() {
        endEarly(new ChildOutcome.Terminated());
    }

    void parentClosed() {
        if (start.spec().parentClose() != ParentClosePolicy.ABANDON) {
            time.cancel(work);
        }
    }

    private void endEarly(ChildOutcome newOutcome) {
        if (isOpen()) {
            time.cancel(work);
            outcome = newOutcome;
            time.after(Duration.ZERO, () -> close(newOutcome));
        }
    }

    private void close(ChildOutcome newOutcome) {
        outcome = newOutcome;
        parent.accept(new Arrival.ChildClosed(start.number(), newOutcome));
    }

    private ChildOutcome run() {
        StubbedCall.Body body = activities.body(start.spec().type(), "child workflow");
        try {
            return new ChildOutcome.Completed(conversion.write(
                    body.run(new StubbedCall(start.spec().type(), 1, start.spec().arguments(), conversion))));
        } catch (Exception e) {
            return new ChildOutcome.Failed(RetryState.RETRY_POLICY_NOT_SET, FailureChain.of(conversion.failure(e)));
        }
    }
}
