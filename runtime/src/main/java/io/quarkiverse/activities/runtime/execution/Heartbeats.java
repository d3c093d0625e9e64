package io.quarkiverse.activities.runtime.execution;

import java.time.Instant;

import io.quarkiverse.activities.spi.Payload;

/** What was heard from the attempts of an execution. Details and count outlive an attempt. */
public record Heartbeats(Payload details, Instant time, long count) {

    public static final Heartbeats NONE = new Heartbeats(null, null, 0);

    /** A heartbeat without details removes those of the one before. */
    Heartbeats heard(Payload newDetails, Instant now) {
        return new Heartbeats(newDetails, now, count + 1);
    }

    Heartbeats reset() {
        return new Heartbeats(null, null, count);
    }
}
