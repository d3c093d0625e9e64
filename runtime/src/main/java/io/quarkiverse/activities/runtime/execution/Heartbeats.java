package io.quarkiverse.activities.runtime.execution;

import java.time.Instant;

import io.quarkiverse.activities.spi.Payload;

/** The heartbeats of an execution. Details and count are kept from one attempt to the next. */
public record Heartbeats(Payload details, Instant time, long count) {

    public static final Heartbeats NONE = new Heartbeats(null, null, 0);

    /** Adds a heartbeat. If it has no details, it removes the details of the previous one. */
    Heartbeats beat(Payload newDetails, Instant now) {
        return new Heartbeats(newDetails, now, count + 1);
    }

    Heartbeats reset() {
        return new Heartbeats(null, null, count);
    }
}
