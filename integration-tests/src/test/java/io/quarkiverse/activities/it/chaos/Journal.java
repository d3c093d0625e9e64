package io.quarkiverse.activities.it.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.quarkiverse.activities.it.AppNode;

/** Records which failures were injected, and which nodes they affected when. */
public final class Journal {

    private record Harm(long pid, Instant from, Instant to) {
    }

    private final Instant begin = Instant.now();
    private final List<String> lines = new ArrayList<>();
    private final List<Harm> harms = new ArrayList<>();

    public synchronized void note(String event) {
        double seconds = Duration.between(begin, Instant.now()).toMillis() / 1_000.0;
        String line = String.format(Locale.ROOT, "%9.1f s  %s", seconds, event);
        lines.add(line);
        System.out.println(line);
    }

    /** Records that the node could not renew its lease in this period, so other nodes may have declared it lost. */
    synchronized void harmed(AppNode node, Instant from, Instant to) {
        harms.add(new Harm(node.pid(), from, to.isBefore(Instant.MAX) ? to.plus(Fleet.LEASE) : to));
    }

    synchronized boolean wasHarmed(long pid, Instant at) {
        return wasHarmed(pid, at, at);
    }

    /** {@return whether the node could not renew its lease at some time in this period} */
    synchronized boolean wasHarmed(long pid, Instant from, Instant to) {
        return harms.stream().anyMatch(harm -> harm.pid() == pid && !to.isBefore(harm.from()) && !from.isAfter(harm.to()));
    }

    /** {@return whether the node was ended before this time} */
    synchronized boolean hasEnded(long pid, Instant at) {
        return harms.stream().anyMatch(harm -> harm.pid() == pid && harm.to().equals(Instant.MAX) && !at.isBefore(harm.from()));
    }

    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
