package io.quarkiverse.activities.runtime.store.value;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import io.quarkiverse.activities.runtime.codec.Micros;

/** Run ids of one process: each is greater than those before it, also when the clock stands still or goes back. */
public final class RunIdSequence {

    private final AtomicLong lastMicros = new AtomicLong(Long.MIN_VALUE);

    /** {@return a new run id for an execution that starts at about this time} */
    public UUID next(Instant time) {
        long micros = lastMicros.accumulateAndGet(Micros.of(time), (last, now) -> Math.max(last + 1, now));
        return RunIds.at(Micros.instant(micros));
    }
}
