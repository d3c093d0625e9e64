package io.quarkiverse.activities.runtime.worker.attempt;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.failure.ActivityCanceledException;
import io.quarkiverse.activities.failure.ActivityNotExistsException;
import io.quarkiverse.activities.runtime.execution.AttemptRef;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.Refusal;
import io.quarkiverse.activities.runtime.execution.Transition;
import io.quarkiverse.activities.runtime.node.NodeListeners;
import io.quarkiverse.activities.runtime.payload.Failures;
import io.quarkiverse.activities.runtime.payload.PayloadLimits;
import io.quarkiverse.activities.runtime.payload.Payloads;
import io.quarkiverse.activities.runtime.store.value.Completion;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;

/** Reports how attempts ended. Each report yields whether the attempt was current. */
final class AttemptEndings {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");

    private final Payloads payloads;
    private final PayloadLimits limits;
    private final Failures failures;
    private final ReportBatches reports;
    private final NodeListeners listeners;

    AttemptEndings(Payloads payloads, PayloadLimits limits, Failures failures, ReportBatches reports,
            NodeListeners listeners) {
        this.payloads = payloads;
        this.limits = limits;
        this.failures = failures;
        this.reports = reports;
        this.listeners = listeners;
    }

    /**
     * Reports how the attempt ended, if this node must report it, and then ends it. Called when the method has returned or
     * thrown, or when the stage that it returned has completed.
     */
    void settle(AttemptContext attempt, Object result, Throwable thrown) {
        if (attempt.isHandedBack() || thrown instanceof ActivityNotExistsException && attempt.isGone()) {
            attempt.end();
            return;
        }
        if (thrown == null && attempt.settledInTransaction() != null) {
            attempt.settledInTransaction().run();
            attempt.end();
            return;
        }
        if (thrown == null && attempt.endsManually()) {
            return; // the manual completion ends it
        }
        // A holder of the token may have ended it before the method returned
        boolean mayBeDone = thrown == null && attempt.endsElsewhere();
        try {
            report(attempt, result, thrown).whenComplete((current, failure) -> {
                if (failure != null) {
                    keep(thrown, failure);
                    LOG.errorf(failure, "Could not report the outcome of %s; one of its timeouts will end it", attempt);
                } else if (!current && !mayBeDone) {
                    LOG.warnf(Failures.printable(thrown), "%s %s too late: it had timed out, or its execution was closed",
                            attempt,
                            thrown == null ? "completed" : "ended");
                }
                attempt.end();
            });
        } catch (RuntimeException | Error e) {
            keep(thrown, e);
            reportUndescribed(attempt, e);
            attempt.end();
        }
    }

    /** The last resort if neither a result nor an exception can be described: a failure that says only that. */
    private void reportUndescribed(AttemptContext attempt, Throwable why) {
        LOG.errorf(Failures.printable(why), "Could not describe the outcome of %s; its attempt fails", attempt);
        report(attempt, new Event.Fail(ref(attempt), Failure.application(why.getClass().getName(),
                "The outcome of the attempt could not be described"), List.of(), null, reports.identity()))
                .whenComplete((current, failure) -> {
                    if (failure != null) {
                        LOG.errorf(failure, "Could not report the outcome of %s; one of its timeouts will end it", attempt);
                    }
                });
    }

    private CompletableFuture<Boolean> report(AttemptContext attempt, Object result, Throwable thrown) {
        try {
            if (thrown instanceof ActivityCanceledException canceled && attempt.isCancelRequested()) {
                return reportCanceled(attempt, canceled.details(), null);
            }
            if (thrown == null && !attempt.endsElsewhere()) {
                return complete(attempt, result, null);
            }
        } catch (RuntimeException | Error unwritable) {
            return fail(attempt, unwritable, null);
        }
        return thrown != null ? fail(attempt, thrown, null) : report(attempt, new Event.ReleaseOwnership(ref(attempt)));
    }

    /**
     * Reports a completion.
     *
     * @param identity the reporter; null for this node
     */
    CompletableFuture<Boolean> complete(AttemptContext attempt, Object result, String identity) {
        Completion completion = attempt.completion(result, identityOr(identity));
        limits.checkResult(attempt.task.activityType(), completion.result());
        return reports.complete(attempt.task, completion);
    }

    /** Attaches the exception of the attempt to the one that prevented its report, so that it is not lost. */
    private static void keep(Throwable thrown, Throwable notReported) {
        if (thrown != null && thrown != notReported) {
            notReported.addSuppressed(thrown);
        }
    }

    CompletableFuture<Boolean> fail(AttemptContext attempt, Throwable thrown, String identity) {
        attempt.hasThrown(thrown);
        return fail(attempt, limits.within(failures.of(thrown)), Failures.classNames(thrown), identity);
    }

    /** Fails the attempt, without a retry, because its heartbeat details are too large. */
    void failOversized(AttemptContext attempt, Failure tooLarge) {
        fail(attempt, tooLarge, List.of(), null);
    }

    private CompletableFuture<Boolean> fail(AttemptContext attempt, Failure failure, List<String> thrown, String identity) {
        listeners.tell(listener -> listener.failed(attempt.task, failure));
        Event.Fail fail = new Event.Fail(ref(attempt), failure, thrown, attempt.unsentDetails(),
                identityOr(identity));
        boolean oversized = failure != null && failure.kind() == Failure.Kind.SERVER;
        return report(attempt, oversized ? new Event.Oversized(fail) : fail);
    }

    CompletableFuture<Boolean> reportCanceled(AttemptContext attempt, Object details, String identity) {
        byte[] written = payloads.write(details);
        Failure tooLarge = limits.cancelDetails(attempt.task.activityType(), written);
        if (tooLarge != null) {
            return fail(attempt, tooLarge, List.of(), identity);
        }
        listeners.tell(listener -> listener.canceled(attempt.task));
        return report(attempt, new Event.ReportCanceled(ref(attempt), Payload.ofNullable(written), identityOr(identity)));
    }

    private CompletableFuture<Boolean> report(AttemptContext attempt, Event event) {
        return reports.report(attempt.task.runId(), event).thenApply(verdict -> {
            if (verdict.transition() instanceof Transition.Refused refused
                    && refused.reason() == Refusal.INVALID_ARGUMENT) {
                throw new IllegalArgumentException(refused.message());
            }
            return verdict.transition() instanceof Transition.Applied;
        });
    }

    private String identityOr(String identity) {
        return Objects.requireNonNullElse(identity, reports.identity());
    }

    private static AttemptRef ref(AttemptContext attempt) {
        return AttemptRef.byToken(attempt.task.fence());
    }
}
