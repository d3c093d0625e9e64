package io.quarkiverse.activities.runtime.execution;

import java.nio.charset.StandardCharsets;

import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;

/**
 * Keeps the failure that waits between two attempts small: it is written and read with every attempt. The failure that closes
 * an execution is kept whole, within the limit that all payloads have.
 */
public final class FailureLimit {

    static final int BYTES = 4096;
    static final String MESSAGE = "Failure exceeds size limit.";

    private FailureLimit() {
    }

    /**
     * {@return the failure itself, or, over the limit, a server failure with a shortened copy of it as cause; null for null}
     */
    static Failure between(Failure failure) {
        return size(failure) <= BYTES ? failure : Failure.server(MESSAGE, false, shortened(failure));
    }

    /**
     * {@return the failure itself, or, over this many bytes, a server failure with a shortened copy of it as cause,
     * retried as it would have been}
     */
    public static Failure within(Failure failure, long limit) {
        return size(failure) <= limit ? failure : Failure.server(MESSAGE, failure.nonRetryable(), shortened(failure));
    }

    /** {@return how many bytes the texts and payloads of a failure and its causes take} */
    static int size(Failure failure) {
        long size = 0;
        for (Failure f = failure; f != null; f = f.cause()) {
            size += size(f.message()) + size(f.type()) + size(f.stackTrace()) + size(f.details())
                    + size(f.lastHeartbeatDetails());
        }
        return (int) Math.min(size, Integer.MAX_VALUE);
    }

    /** Half the limit goes to the message, which says most, and a quarter each to type and stack trace. */
    private static Failure shortened(Failure f) {
        return new Failure(f.kind(), cut(f.message(), BYTES / 2), cut(f.type(), BYTES / 4), f.nonRetryable(),
                f.nextRetryDelay(), f.benign(), null, null, f.timeoutType(), cut(f.stackTrace(), BYTES / 4), null);
    }

    private static String cut(String text, int bytes) {
        if (size(text) <= bytes) {
            return text;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int end = bytes;
        while ((utf8[end] & 0xC0) == 0x80) { // not in the middle of a character
            end--;
        }
        return new String(utf8, 0, end, StandardCharsets.UTF_8);
    }

    private static int size(String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static int size(Payload payload) {
        return payload == null ? 0 : payload.size();
    }
}
