package io.quarkiverse.activities.runtime.execution;

import java.time.Instant;

import io.quarkiverse.activities.spi.Payload;

/** What was heard from the attempts of an execution. Details and count outlive an attempt. */
public record Heartbeats(Payload details, Instant time, long count) {

    public static final Heartbeats NONE = new Heartbeats(null, null, 0);
}
