package io.quarkiverse.activities.runtime.worker;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.runtime.context.LogContext;
import io.quarkiverse.activities.runtime.execution.Attempt;
import io.quarkiverse.activities.runtime.execution.AttemptRecord;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.runtime.execution.State;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;
import io.quarkiverse.activities.runtime.payload.Failures;
import io.quarkiverse.activities.runtime.store.value.Verdict;
import io.quarkiverse.activities.spi.Failure;

/**
 * Logs each execution that this node closed without a result, and each attempt that ended in a failure or a timeout and will be
 * retried. Both are logged at WARN, or at DEBUG if the failure is benign. Exactly one node commits the end of an execution, and
 * only that node logs it.
 */
final class EndingLog {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");

    private EndingLog() {
    }

    /**
     * Logs a decision that this node has committed, if it closed an execution or ended an attempt.
     *
     * @param thrown the exception that the attempt threw, if it ran on this node; otherwise null
     */
    static void log(Verdict verdict, Applied applied, Throwable thrown) {
        Execution next = applied.next();
        if (applied.closed()) {
            if (next.state().status() != ActivityStatus.COMPLETED) {
                closed(verdict, applied, thrown);
            }
        } else if (applied.endedAttempt() != null && !(verdict.event() instanceof Event.HandBack)) {
            retried(verdict, applied, thrown);
        }
    }

    private static void closed(Verdict verdict, Applied applied, Throwable thrown) {
        Execution next = applied.next();
        Failure failure = next.outcome().failure();
        RetryState retryState = next.outcome().retryState();
        int attempt = next.attempt().number();
        log(verdict, attempt, failure, thrown, "Activity %s (id %s, run %s) closed without a result: %s in attempt %s%s%s",
                verdict.activityType(), verdict.activityId(), verdict.runId(), words(next.state().status()),
                ofLimit(attempt, next), retryState == null ? "" : ", " + words(retryState), why(reason(next, failure), thrown));
    }

    private static void retried(Verdict verdict, Applied applied, Throwable thrown) {
        AttemptRecord ended = applied.endedAttempt();
        Execution next = applied.next();
        boolean timedOut = ended.failure() != null && ended.failure().kind() == Failure.Kind.TIMEOUT;
        log(verdict, ended.number(), ended.failure(), thrown, "Activity %s (id %s, run %s) %s in attempt %s, %s%s",
                verdict.activityType(), verdict.activityId(), verdict.runId(), timedOut ? "timed out" : "failed",
                ofLimit(ended.number(), next), continuation(verdict, next), why(text(ended.failure()), thrown));
    }

    private static void log(Verdict verdict, int attempt, Failure failure, Throwable thrown, String format,
            Object... parameters) {
        Logger.Level level = failure != null && failure.benign() ? Logger.Level.DEBUG : Logger.Level.WARN;
        try (LogContext context = LogContext.enter(verdict.activityType(), verdict.activityId(),
                String.valueOf(verdict.runId()), attempt)) {
            LOG.logf(level, LOG.isEnabled(level) ? Failures.printable(thrown) : null, format, parameters);
        }
    }

    private static String ofLimit(int attempt, Execution execution) {
        int limit = execution.options().retry().maximumAttempts();
        return limit == 0 ? attempt + " (no limit)" : attempt + " of " + limit;
    }

    /** {@return what happens after the failed attempt} */
    private static String continuation(Verdict verdict, Execution next) {
        Attempt attempt = next.attempt();
        if (next.state() == State.PAUSED) {
            return "the execution is now paused";
        }
        Duration wait = Duration.between(verdict.now(), attempt.dispatchTime());
        String time = wait.isNegative() || wait.isZero() ? "now"
                : "at " + attempt.dispatchTime().truncatedTo(ChronoUnit.MILLIS);
        return attempt.number() == 1 ? "starting again with attempt 1 " + time : "next attempt " + time;
    }

    /** {@return the reason, or an empty string if the exception of the log record shows it anyway} */
    private static String why(String reason, Throwable thrown) {
        return thrown == null ? ": " + reason : "";
    }

    private static String reason(Execution closed, Failure failure) {
        String asked = closed.requests().cancelReason();
        if (closed.state() == State.CANCELED && asked != null && !asked.isBlank()) {
            return asked;
        }
        return text(failure);
    }

    private static String text(Failure failure) {
        if (failure == null) {
            return "no details";
        }
        boolean silent = failure.message() == null || failure.message().isBlank();
        if (failure.type() != null) {
            return silent ? failure.type() : failure.type() + ": " + failure.message();
        }
        return silent ? "no reason was given" : failure.message();
    }

    private static String words(ActivityStatus status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String words(RetryState why) {
        return switch (why) {
            case NON_RETRYABLE_FAILURE -> "the failure is not retryable";
            case MAXIMUM_ATTEMPTS_REACHED -> "no attempts are left";
            case TIMEOUT -> "no time is left for another attempt";
            case CANCEL_REQUESTED -> "a cancellation was requested";
            case IN_PROGRESS, RETRY_POLICY_NOT_SET, INTERNAL_SERVER_ERROR ->
                why.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }
}
