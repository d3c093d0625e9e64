package io.quarkiverse.activities.dev;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.AttemptFailure;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.runtime.execution.RetryRules;
import io.quarkiverse.activities.spi.Failure;

/**
 * Calculates the phases of an execution. The engine keeps the failed attempts; the phases between them are derived from the
 * current retry policy.
 */
final class Timeline {

    private final ActivityDescription execution;
    private final RetryRules retry;
    private final List<Phase> phases = new ArrayList<>();
    /** The end of the last phase so far. */
    private Instant at;
    private int lastAttempt;
    private Duration backoff = Duration.ZERO;

    private Timeline(ActivityDescription execution) {
        this.execution = execution;
        RetryOptions options = execution.retry();
        retry = new RetryRules(options.initialInterval(), options.backoffCoefficient(), options.maximumInterval(),
                options.maximumAttempts(), options.nonRetryable(), options.nonRetryableTypes());
        at = execution.scheduledTime();
    }

    static List<Phase> of(ActivityDescription execution) {
        return new Timeline(execution).phases();
    }

    private List<Phase> phases() {
        Instant closed = execution.closedTime().orElse(null);
        if (!execution.startDelay().isZero()) {
            add(Phase.Kind.DELAY, earlier(at.plus(execution.startDelay()), closed), 1);
        }
        for (AttemptFailure failed : execution.failures()) {
            until(failed.startedTime(), failed.attempt());
            failed(failed);
        }
        Instant started = execution.lastStartedTime().filter(time -> !time.isBefore(at) || lastAttempt == 0).orElse(null);
        if (started != null && (closed != null || isInProgress())) {
            until(started, execution.attempt());
            add(new Phase(Phase.Kind.RUNNING, started, closed, execution.attempt(), execution.lastWorker().orElse(null),
                    closed == null ? null : execution.status(), null));
        } else if (execution.status() == ActivityStatus.PAUSED) {
            add(Phase.Kind.PAUSED, null, execution.attempt());
        } else if (closed == null || closed.isAfter(at)) {
            until(closed, execution.attempt());
        }
        return phases;
    }

    private boolean isInProgress() {
        ActivityRunState state = execution.runState().orElse(null);
        return state != null && state != ActivityRunState.SCHEDULED && state != ActivityRunState.PAUSED;
    }

    private void failed(AttemptFailure attempt) {
        Failure failure = attempt.failure() == null ? null : attempt.failure().data();
        boolean timedOut = failure != null && failure.kind() == Failure.Kind.TIMEOUT;
        add(new Phase(Phase.Kind.RUNNING, attempt.startedTime(), attempt.endedTime(), attempt.attempt(), attempt.worker(),
                timedOut ? ActivityStatus.TIMED_OUT : ActivityStatus.FAILED, failure == null ? null : text(failure)));
        lastAttempt = attempt.attempt();
        backoff = failure != null && failure.nextRetryDelay() != null ? failure.nextRetryDelay()
                : retry.intervalAfter(lastAttempt);
    }

    private static String text(Failure failure) {
        return failure.type() == null ? failure.message() : failure.type() + ": " + failure.message();
    }

    /**
     * Adds the phases between the last attempt and the next one.
     *
     * @param end the start of the next attempt, or the end of the execution; null if neither is known yet
     */
    private void until(Instant end, int attempt) {
        if (attempt > lastAttempt + 1) {
            add(Phase.Kind.FORGOTTEN, end, attempt);
            return;
        }
        // An attempt that repeats a number had no backoff: its predecessor was interrupted, or the execution was reset
        if (lastAttempt > 0 && attempt == lastAttempt + 1) {
            add(Phase.Kind.BACKOFF, earlier(execution.nextAttemptTime().filter(time -> end == null)
                    .orElse(at.plus(backoff)), end), attempt);
        }
        if (end != null || execution.nextAttemptTime().isEmpty()) {
            add(Phase.Kind.WAITING, end, attempt);
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return other != null && other.isBefore(one) ? other : one;
    }

    private void add(Phase.Kind kind, Instant to, int attempt) {
        if (to == null || to.isAfter(at)) {
            add(new Phase(kind, at, to, attempt, null, null, null));
        }
    }

    private void add(Phase phase) {
        phases.add(phase);
        at = phase.to();
    }
}
