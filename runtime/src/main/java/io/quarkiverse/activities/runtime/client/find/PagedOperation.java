package io.quarkiverse.activities.runtime.client.find;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import org.jboss.logging.Logger;

/**
 * Applies an operation to all runs that a query finds, a page at a time. A run that another transaction has locked does not
 * hold up the others: it is tried again at the end, for half a minute.
 */
public final class PagedOperation<T> {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");
    private static final long PATIENCE_NANOS = 30_000_000_000L;
    private static final long PAUSE_MILLIS = 200;

    /** Is told how many runs of a page the operation was applied to, and how many have refused it. */
    public interface Progress {

        void add(long applied, long refused);
    }

    private final String verb;
    private final ToLongFunction<List<UUID>> step;
    private final Function<Collection<UUID>, Set<UUID>> locked;
    private final Progress progress;

    /**
     * @param step applies the operation to some runs, and returns to how many
     * @param locked returns those of the runs that another transaction has locked
     */
    public PagedOperation(String verb, ToLongFunction<List<UUID>> step, Function<Collection<UUID>, Set<UUID>> locked,
            Progress progress) {
        this.verb = verb;
        this.step = step;
        this.locked = locked;
        this.progress = progress;
    }

    public void apply(Pages<T> pages, Function<T, UUID> run) {
        List<UUID> left = new ArrayList<>();
        while (pages.hasNext()) {
            left.addAll(applyToFree(pages.next().stream().map(run).toList()));
        }
        long begun = System.nanoTime();
        while (!left.isEmpty() && System.nanoTime() - begun < PATIENCE_NANOS && pause()) {
            left = applyToFree(left);
        }
        if (!left.isEmpty()) {
            LOG.warnf("%s of a batch left out %d executions that other transactions have locked for half a minute: %s", verb,
                    left.size(), left);
            progress.add(0, left.size());
        }
    }

    /** {@return those of the runs that another transaction has locked, to which the operation was not applied} */
    private List<UUID> applyToFree(List<UUID> runs) {
        Set<UUID> busy = locked.apply(runs);
        List<UUID> free = runs.stream().filter(run -> !busy.contains(run)).toList();
        if (!free.isEmpty()) {
            long applied = step.applyAsLong(free);
            progress.add(applied, free.size() - applied);
        }
        return runs.stream().filter(busy::contains).toList();
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
