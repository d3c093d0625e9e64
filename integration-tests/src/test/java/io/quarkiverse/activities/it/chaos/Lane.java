package io.quarkiverse.activities.it.chaos;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Injects its failures one after the other in random order, until the time is over and each was injected at least once. */
public final class Lane implements Callable<Integer> {

    private final List<Trouble> troubles;
    private final Fleet fleet;
    private final Random random;
    private final Journal journal;
    private final Duration duration;
    private final Duration calm;

    /** @param calm the longest time between two failures */
    public Lane(Fleet fleet, Random random, Journal journal, Duration duration, Duration calm, Trouble... troubles) {
        this.troubles = List.of(troubles);
        this.fleet = fleet;
        this.random = random;
        this.journal = journal;
        this.duration = duration;
        this.calm = calm;
    }

    /** Injects the failures of all lanes at the same time. {@return their number} */
    public static int all(List<Lane> lanes) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            int troubles = 0;
            for (Future<Integer> lane : threads.invokeAll(lanes)) {
                troubles += lane.get();
            }
            return troubles;
        } finally {
            threads.shutdownNow();
        }
    }

    List<Trouble> troubles() {
        return troubles;
    }

    /** {@return the number of failures that were injected} */
    @Override
    public Integer call() throws Exception {
        long begin = System.nanoTime();
        Deque<Trouble> next = new ArrayDeque<>();
        int happened = 0;
        Duration pause = Duration.ZERO;
        while (happened < troubles.size() || System.nanoTime() - begin + pause.toNanos() < duration.toNanos()) {
            Thread.sleep(pause.toMillis());
            if (next.isEmpty()) {
                List<Trouble> shuffled = new ArrayList<>(troubles);
                Collections.shuffle(shuffled, random);
                next.addAll(shuffled);
            }
            // A node that was starting when the database became unavailable has exited
            fleet.replenish();
            next.remove().happen(fleet, random, journal);
            happened++;
            pause = fleet.pace().time(random, Duration.ZERO, calm);
        }
        return happened;
    }
}
