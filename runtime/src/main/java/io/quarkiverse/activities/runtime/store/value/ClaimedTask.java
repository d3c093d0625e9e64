package io.quarkiverse.activities.runtime.store.value;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import io.quarkiverse.activities.runtime.codec.RowCodec;
import io.quarkiverse.activities.runtime.execution.Deadlines;
import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.runtime.execution.Options;
import io.quarkiverse.activities.spi.Failure;

/**
 * A task that this node has claimed and must run as an attempt.
 *
 * @param deadline when its earliest timeout is due, or null if it has no timeout
 * @param failureColumn the failure of the latest failed attempt as it is stored, or null. A claim does not decode it, so that
 *        one that cannot be decoded does not stop the claims of a queue
 * @param now the store's time of the claim
 * @param largePayloads the size of the input, the header, the heartbeat details and the failure in bytes if they are too large
 *        to be part of the claim; otherwise 0
 */
public record ClaimedTask(UUID runId, String activityId, String activityType, String taskQueue, int attempt, int fence,
        Instant scheduledTime, Instant dispatchTime, Instant startedTime, Duration scheduleToClose, Duration startToClose,
        Duration heartbeat, int priority, byte[] input, byte[] header, byte[] heartbeatDetails, Instant deadline,
        byte[] failureColumn, Instant now, int largePayloads) {

    /**
     * {@return the task of an execution that this node has inserted as already claimed}
     *
     * @param now the time at which the store scheduled it
     */
    public static ClaimedTask eager(NewExecution row, Instant now) {
        Execution execution = row.execution();
        Options options = execution.options();
        Instant due = Deadlines.nextDue(execution);
        return new ClaimedTask(row.runId(), row.activityId(), row.activityType(), options.taskQueue(),
                execution.attempt().number(), execution.attempt().fence(), now, now, now, options.scheduleToClose(),
                options.startToClose(), options.heartbeat(), options.priority(), row.input(), row.header(), null,
                due == null ? null : now.plus(Duration.between(NewExecution.EPOCH, due)), null, now, 0);
    }

    /** {@return the failure of the latest failed attempt, or null} */
    public Failure lastFailure() {
        return RowCodec.failure(failureColumn);
    }

    /** {@return the task with the payloads that were not part of the claim} */
    public ClaimedTask with(TaskPayloads payloads) {
        return new ClaimedTask(runId, activityId, activityType, taskQueue, attempt, fence, scheduledTime, dispatchTime,
                startedTime, scheduleToClose, startToClose, heartbeat, priority, payloads.input(), payloads.header(),
                payloads.heartbeatDetails(), deadline, payloads.failureColumn(), now, largePayloads);
    }
}
