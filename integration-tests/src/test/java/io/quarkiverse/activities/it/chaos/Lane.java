package io.quarkiverse.activities.it.chaos;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;

/** Troubles one after the other, shuffled again and again, until the time is over and each has happened. */
final class Lane implements Callable<Integer> {

    private final List<Trouble> troubles;
    private final Fleet fleet;
    private final Random random;
    private final Journal journal;
    private final Duration duration;
    private final Duration calm;

    /** @param calm the longest time between two troubles */
    Lane(Fleet fleet, Random random, Journal journal, Duration duration, Duration calm, Trouble... troubles) {
        this.troubles = List.of(troubles);
        this.fleet = fleet;
        this.random = random;
        this.journal = journal;
        this.duration = duration;
        this.calm = calm;
    }

    /** {@return how many troubles there were} */
    @Override
    public Integer call() throws Exception {
        long begin = System.nanoTime();
        Deque<Trouble> next = new ArrayDeque<>();
        int happened = 0;
        while (happened < troubles.size() || System.nanoTime() - begin < duration.toNanos()) {
            if (next.isEmpty()) {
                List<Trouble> shuffled = new ArrayList<>(troubles);
                Collections.shuffle(shuffled, random);
                next.addAll(shuffled);
            }
            // One that began to start while the database was away is dead
            fleet.replenish();
            next.remove().happen(fleet, random, journal);
            happened++;
            Trouble.pass(random, Duration.ZERO, calm);
        }
        return happened;
    }
}
