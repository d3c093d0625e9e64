package io.quarkiverse.activities.dev;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.quarkiverse.activities.ActivityChange;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.failure.PayloadConversionException;
import io.quarkiverse.activities.failure.RecordedFailure;

/**
 * One execution in detail.
 *
 * @param input the arguments as JSON
 * @param result the result as JSON
 * @param heartbeatDetails the latest heartbeat details as JSON
 * @param failure the failure that closed the execution, or the latest failure of an attempt while it is open
 * @param failedAttempts the failed attempts that the engine kept, oldest first
 * @param changes the latest change of each kind that somebody asked for
 * @param runAgainOf the run ID of the run that this one repeats
 * @param ranAgainAs the run ID of the run that repeats this one
 * @param followUp the run ID of the follow-up, which is its Activity Id too
 * @param phases what the execution did over time
 */
public record ExecutionView(String activityId, String runId, String activityType, String taskQueue, ActivityStatus status,
        Optional<ActivityRunState> runState, int attempt, int lostAttempts, Instant scheduledTime,
        Optional<Instant> expirationTime, Optional<Instant> closedTime, Optional<Instant> nextAttemptTime,
        Optional<String> lastWorker, long heartbeatCount,
        Optional<Instant> lastHeartbeatTime, Object heartbeatDetails, Object input, Object result,
        Optional<FailureView> failure, List<FailedAttempt> failedAttempts,
        Optional<RetryState> retryState, Optional<String> cancelReason, Optional<String> pauseReason,
        Optional<String> endRequestedBy, List<ActivityChange> changes, Optional<String> runAgainOf,
        Optional<String> ranAgainAs, Optional<String> followUp, List<OptionView> options, List<Phase> phases) {

    static ExecutionView of(ActivityDescription execution) {
        return new ExecutionView(execution.activityId(), execution.runId(), execution.activityType(), execution.taskQueue(),
                execution.status(), execution.runState(), execution.attempt(), execution.lostAttempts(),
                execution.scheduledTime(), execution.expirationTime(), execution.closedTime(), execution.nextAttemptTime(),
                execution.lastWorker(),
                execution.heartbeatCount(), execution.lastHeartbeatTime(),
                readable(() -> execution.heartbeatDetails(Object.class).orElse(null)), readable(execution::arguments),
                readable(() -> execution.result(Object.class).orElse(null)),
                execution.failure().or(execution::lastFailure).map(RecordedFailure::data).map(FailureView::of),
                execution.failures().stream().map(FailedAttempt::of).toList(),
                execution.retryState(), execution.cancelReason(), execution.pauseReason(), execution.endRequestedBy(),
                execution.changes(), execution.runAgainOf(), execution.ranAgainAs(), execution.followUp(),
                OptionView.of(execution), Timeline.of(execution));
    }

    /** Replaces a payload that the codec or the mapper cannot read by the error, so that the page can show everything else. */
    private static Object readable(Supplier<Object> payload) {
        try {
            return payload.get();
        } catch (PayloadConversionException e) {
            return e.getMessage();
        }
    }
}
