package io.quarkiverse.activities.runtime.codec;

import io.quarkiverse.activities.runtime.execution.Options;

/**
 * The activity to start when an execution closes without a result. It is stored in the row of the execution, so that the node
 * that closes the execution can start it.
 *
 * @param hasOwnArguments whether the call has set the arguments; otherwise the follow-up gets a {@code FailedExecution}
 * @param input the payload of these arguments, or null if there are none
 */
public record FollowUp(String activityType, Options options, boolean hasOwnArguments, byte[] input) {

    /** Creates a follow-up that takes a {@code FailedExecution}, or nothing. */
    public FollowUp(String activityType, Options options) {
        this(activityType, options, false, null);
    }

    /** {@return the value of the column that stores it; null for null} */
    public static byte[] bytes(FollowUp followUp) {
        return followUp == null ? null : RowCodec.followUp(followUp);
    }
}
