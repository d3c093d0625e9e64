package io.quarkiverse.activities.runtime.execution;

import java.nio.charset.StandardCharsets;

import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;

/**
 * Limits the size of failures. The failure that is stored between two attempts is short, because it is written and read with
 * every attempt. The failure that closes an execution may be as large as other payloads.
 */
public final class FailureLimit {

    static final int BYTES = 4096;
    static final String MESSAGE = "Failure exceeds size limit.";

    private FailureLimit() {
    }

    /**
     * {@return the failure to store between two attempts: the failure itself or, if it is too large, a server failure with a
     * shortened copy as its cause; null for null}
     */
    static Failure between(Failure failure) {
        return size(failure) <= BYTES ? failure : Failure.server(MESSAGE, false, shortened(failure));
    }

    /**
     * {@return the failure itself or, if it is larger than this many bytes, a server failure with a shortened copy as its
     * cause, which is retryable if the failure is}
     */
    public static Failure within(Failure failure, long limit) {
        return size(failure) <= limit ? failure : Failure.server(MESSAGE, failure.nonRetryable(), shortened(failure));
    }

    /** {@return the number of bytes in the strings and payloads of a failure and its causes} */
    static int size(Failure failure) {
        long size = 0;
        for (Failure f = failure; f != null; f = f.cause()) {
            size += size(f.message()) + size(f.type()) + size(f.stackTrace()) + size(f.details())
                    + size(f.lastHeartbeatDetails());
        }
        return (int) Math.min(size, Integer.MAX_VALUE);
    }

    /** The message, which matters most, may use half of the limit; type and stack trace may use a quarter each. */
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
        while ((utf8[end] & 0xC0) == 0x80) { // do not split a character
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
