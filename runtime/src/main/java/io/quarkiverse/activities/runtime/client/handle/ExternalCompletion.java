package io.quarkiverse.activities.runtime.client.handle;

import java.util.List;

import io.quarkiverse.activities.ActivityCompletion;
import io.quarkiverse.activities.failure.ActivityCanceledException;
import io.quarkiverse.activities.failure.ActivityCompletionException;
import io.quarkiverse.activities.failure.ActivityNotExistsException;
import io.quarkiverse.activities.failure.ActivityNotFoundException;
import io.quarkiverse.activities.runtime.context.Blocking;
import io.quarkiverse.activities.runtime.execution.AttemptRef;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.Identifiers;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;
import io.quarkiverse.activities.runtime.payload.Failures;
import io.quarkiverse.activities.runtime.payload.OversizedException;
import io.quarkiverse.activities.runtime.payload.PayloadLimits;
import io.quarkiverse.activities.runtime.payload.Payloads;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.value.Change;
import io.quarkiverse.activities.runtime.store.value.RunRef;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;

/** Implements {@link ActivityCompletion} by task token or by Activity Id. The attempt may run on any node, or on none. */
final class ExternalCompletion implements ActivityCompletion {

    private final ActivityStore store;
    private final Payloads payloads;
    private final PayloadLimits limits;
    private final Failures failures;
    private final JoinedTransaction transactions;
    private final RunRef run;
    private final AttemptRef attempt;
    private final String identity;

    ExternalCompletion(ActivityStore store, Payloads payloads, PayloadLimits limits, Failures failures,
            JoinedTransaction transactions, RunRef run, AttemptRef attempt, String identity) {
        this.limits = limits;
        this.failures = failures;
        this.store = store;
        this.payloads = payloads;
        this.transactions = transactions;
        this.run = run;
        this.attempt = attempt;
        this.identity = identity;
    }

    @Override
    public ActivityCompletion identity(String newIdentity) {
        Identifiers.check("identity", newIdentity);
        return new ExternalCompletion(store, payloads, limits, failures, transactions, run, attempt, newIdentity);
    }

    @Override
    public void complete(Object result) {
        byte[] written = payloads.write(result);
        try {
            limits.checkResult(Refusals.name(run), written);
        } catch (OversizedException tooLarge) {
            failOversized("complete", failures.of(tooLarge));
            return;
        }
        report("complete", new Event.Complete(attempt, Payload.ofNullable(written), identity));
    }

    @Override
    public void fail(Throwable failure) {
        Failure recorded = recorded(failure);
        Failure kept = limits.within(recorded);
        if (kept != recorded) {
            failOversized("fail", kept);
        } else {
            report("fail", new Event.Fail(attempt, recorded, Failures.classNames(failure), null, identity));
        }
    }

    /** A report by id keeps the kind of the failure; a report by token always becomes an application failure. */
    private Failure recorded(Throwable failure) {
        return attempt.byToken() ? failures.of(failure) : failures.asItIs(failure);
    }

    @Override
    public void heartbeat(Object details) {
        byte[] written = payloads.write(details);
        Failure tooLarge = limits.heartbeatDetails(Refusals.name(run), written);
        if (tooLarge != null) {
            failOversized("heartbeat", tooLarge);
            throw new ActivityCanceledException("The activity " + Refusals.name(run) + " has failed: " + tooLarge.message());
        }
        Applied applied = report("heartbeat", new Event.Heartbeat(attempt, Payload.ofNullable(written)));
        ActivityCompletionException request = applied.heartbeatFlag().toException("The activity " + Refusals.name(run));
        if (request != null) {
            throw request;
        }
    }

    @Override
    public void reportCanceled(Object details) {
        byte[] written = payloads.write(details);
        Failure tooLarge = limits.cancelDetails(Refusals.name(run), written);
        if (tooLarge != null) {
            failOversized("report of the cancellation", tooLarge);
            return;
        }
        report("report of the cancellation", new Event.ReportCanceled(attempt, Payload.ofNullable(written), identity));
    }

    /** Fails the attempt because its report is too large to store, as happens to a report of the method itself. */
    private void failOversized(String what, Failure failure) {
        report(what, new Event.Oversized(new Event.Fail(attempt, failure, null, identity)));
    }

    private Applied report(String what, Event event) {
        Blocking.require(what + " blocks: call it on a worker thread");
        transactions.refuseForChangedHere(run, what);
        try {
            return Refusals.accepted(what, run, store.apply(List.of(new Change(run, event))).get(0));
        } catch (ActivityNotFoundException e) {
            if (attempt.byToken()) {
                throw new ActivityNotExistsException("The attempt is no longer current: its execution was deleted");
            }
            throw e;
        }
    }
}
