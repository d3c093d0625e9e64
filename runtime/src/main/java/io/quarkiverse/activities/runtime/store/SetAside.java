package io.quarkiverse.activities.runtime.store;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;

import org.jboss.logging.Logger;

/**
 * Executions whose due timeouts could not be fired, or that could not be taken over from a lost node, for example because a
 * codec of the application fails or another transaction has locked them. They are tried again after growing pauses, and hold up
 * no other execution in the meantime. When the process
 * ends they are forgotten, which costs one failing batch.
 */
final class SetAside {

    /** More than this would make the statement that excludes them too long. The oldest is tried again early. */
    static final int MAXIMUM = 500;

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE_OF_LOCKED = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE_OF_LOCKED = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private final Map<UUID, Entry> entries = new HashMap<>();

    private record Entry(long until, Duration pause) {
    }

    SetAside(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** {@return the runs that must not be tried now} */
    synchronized Set<UUID> runs() {
        Set<UUID> runs = new HashSet<>();
        long now = nanoTime.getAsLong();
        entries.forEach((run, entry) -> {
            if (now - entry.until < 0) {
                runs.add(run);
            }
        });
        return runs;
    }

    /** Records that another transaction has locked the row. */
    synchronized void locked(UUID run) {
        pause(run, FIRST_PAUSE_OF_LOCKED, LONGEST_PAUSE_OF_LOCKED);
    }

    /** @param what what could not be done, for the log: "take over" */
    synchronized void failed(UUID run, String what, Throwable e) {
        Duration pause = pause(run, FIRST_PAUSE, LONGEST_PAUSE);
        LOG.errorf(e, "Could not %s run %s. Other executions are not affected. Trying again in %s", what, run, pause);
    }

    private Duration pause(UUID run, Duration first, Duration longest) {
        Entry before = entries.get(run);
        Duration doubled = before == null ? first : before.pause.multipliedBy(2);
        Duration pause = doubled.compareTo(longest) > 0 ? longest : doubled;
        if (before == null && entries.size() == MAXIMUM) {
            Iterator<UUID> any = entries.keySet().iterator();
            any.next();
            any.remove();
        }
        entries.put(run, new Entry(nanoTime.getAsLong() + pause.toNanos(), pause));
        return pause;
    }

    synchronized void succeeded(UUID run) {
        entries.remove(run);
    }
}
