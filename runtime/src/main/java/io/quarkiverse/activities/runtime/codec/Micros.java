package io.quarkiverse.activities.runtime.codec;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Converts durations and times to microseconds, the precision of the store, and back. */
public final class Micros {

    private static final long MAX_SECONDS = Long.MAX_VALUE / 1_000_000 - 1;

    private Micros() {
    }

    /** {@return the duration in microseconds, rounded down; zero for null, and {@link Long#MAX_VALUE} if it is too long} */
    public static long of(Duration duration) {
        if (duration == null) {
            return 0;
        }
        if (duration.getSeconds() > MAX_SECONDS) {
            return Long.MAX_VALUE;
        }
        return duration.getSeconds() * 1_000_000 + duration.getNano() / 1_000;
    }

    public static Duration duration(long micros) {
        return micros == 0 ? Duration.ZERO : Duration.of(micros, ChronoUnit.MICROS);
    }

    public static long of(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }

    public static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000L);
    }
}
