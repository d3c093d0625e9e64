package io.quarkiverse.activities.benchmarks.contestant;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The clock of this machine, which is the same for all processes. */
public final class Clock {

    private Clock() {
    }

    /** {@return microseconds since 1970} */
    public static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
