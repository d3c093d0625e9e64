package io.quarkiverse.activities.dev;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.failure.PayloadConversionException;
import io.quarkiverse.activities.failure.RecordedFailure;

/**
 * One execution.
 *
 * @param input the arguments as JSON
 * @param result the result as JSON
 * @param heartbeatDetails the latest ones, as JSON
 * @param failure what it closed with, or the latest failure of an attempt while it is open
 * @param phases what it did when
 */
public record ExecutionView(String activityId, String runId, String activityType, String taskQueue, ActivityStatus status,
        Optional<ActivityRunState> runState, int attempt, Instant scheduledTime, Optional<Instant> expirationTime,
        Optional<Instant> closedTime, Optional<Instant> nextAttemptTime, Optional<String> lastWorker, long heartbeatCount,
        Optional<Instant> lastHeartbeatTime, Object heartbeatDetails, Object input, Object result,
        Optional<FailureView> failure,
        Optional<RetryState> retryState, Optional<String> cancelReason, Optional<String> pauseReason,
        Optional<String> endRequestedBy, List<OptionView> options, List<Phase> phases) {

    static ExecutionView of(ActivityDescription execution) {
        return new ExecutionView(execution.activityId(), execution.runId(), execution.activityType(), execution.taskQueue(),
                execution.status(), execution.runState(), execution.attempt(), execution.scheduledTime(),
                execution.expirationTime(), execution.closedTime(), execution.nextAttemptTime(), execution.lastWorker(),
                execution.heartbeatCount(), execution.lastHeartbeatTime(),
                readable(() -> execution.heartbeatDetails(Object.class).orElse(null)), readable(execution::arguments),
                readable(() -> execution.result(Object.class).orElse(null)),
                execution.failure().or(execution::lastFailure).map(RecordedFailure::data).map(FailureView::of),
                execution.retryState(), execution.cancelReason(), execution.pauseReason(), execution.endRequestedBy(),
                OptionView.of(execution), Timeline.of(execution));
    }

    /** What a codec or the mapper cannot read must not hide the rest. */
    private static Object readable(Supplier<Object> payload) {
        try {
            return payload.get();
        } catch (PayloadConversionException e) {
            return e.getMessage();
        }
    }
}
