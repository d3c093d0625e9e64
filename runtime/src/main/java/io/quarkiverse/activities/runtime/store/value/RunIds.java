package io.quarkiverse.activities.runtime.store.value;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Generates run ids: UUIDs of version 7. They are ordered by time, so new rows go to the end of every index on them. */
public final class RunIds {

    private RunIds() {
    }

    /** {@return a new run id for an execution that starts at about this time} */
    public static UUID at(Instant time) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = time.toEpochMilli() << 16 | 0x7000 | random.nextLong() & 0x0FFF;
        long low = random.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return new UUID(high, low);
    }

    /** Compares run ids as databases do: as unsigned bytes. */
    public static int compare(UUID one, UUID other) {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }
}
