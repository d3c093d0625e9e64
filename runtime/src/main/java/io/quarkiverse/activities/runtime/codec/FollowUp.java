package io.quarkiverse.activities.runtime.codec;

import io.quarkiverse.activities.runtime.execution.Options;

/** What is started when an execution closes without a result: kept in its row, so that whoever closes it can do so. */
public record FollowUp(String activityType, Options options) {

    /** {@return the column that keeps it; null for null} */
    public static byte[] bytes(FollowUp followUp) {
        return followUp == null ? null : RowCodec.followUp(followUp);
    }
}
