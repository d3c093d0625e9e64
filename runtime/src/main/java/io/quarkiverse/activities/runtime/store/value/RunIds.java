package io.quarkiverse.activities.runtime.store.value;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Generates run ids: UUIDs of version 7, with microseconds in the twelve bits after the version (RFC 9562, method 3). They are
 * ordered by time, so new rows go to the end of every index on them, and lists are sorted by them.
 */
public final class RunIds {

    private static final long NANOS_OF_MILLISECOND = 1_000_000;
    private static final long FRACTIONS = 1 << 12;

    private RunIds() {
    }

    /** {@return a new run id for an execution that starts at about this time, after those of each earlier microsecond} */
    public static UUID at(Instant time) {
        long fraction = time.getNano() % NANOS_OF_MILLISECOND * FRACTIONS / NANOS_OF_MILLISECOND;
        long high = time.toEpochMilli() << 16 | 0x7000 | fraction;
        long low = ThreadLocalRandom.current().nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return new UUID(high, low);
    }

    /** Compares run ids as databases do: as unsigned bytes. */
    public static int compare(UUID one, UUID other) {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }
}
