package io.quarkiverse.activities.runtime.codec;

import io.quarkiverse.activities.runtime.execution.Options;

/**
 * The activity to start when an execution closes without a result: kept in its row, so that the node that closes it can start
 * it.
 *
 * @param hasOwnArguments whether the call has fixed the arguments; otherwise the follow-up takes a {@code FailedExecution}
 * @param input those arguments, or null if there are none
 */
public record FollowUp(String activityType, Options options, boolean hasOwnArguments, byte[] input) {

    /** A follow-up that takes a {@code FailedExecution}, or nothing. */
    public FollowUp(String activityType, Options options) {
        this(activityType, options, false, null);
    }

    /** {@return the column that keeps it; null for null} */
    public static byte[] bytes(FollowUp followUp) {
        return followUp == null ? null : RowCodec.followUp(followUp);
    }
}
