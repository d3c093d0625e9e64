package io.quarkiverse.activities.benchmarks.contestant;

import java.util.Map;

/** Starts activities and waits until no unfinished row is left. */
public abstract class EndToEnd implements Contestant {

    private final String unfinished;

    /** @param unfinished an SQL condition that holds while an unfinished row is left */
    protected EndToEnd(String unfinished) {
        this.unfinished = unfinished;
    }

    /** Starts this number of activities and returns when all are started. */
    protected abstract void start(int activities) throws Exception;

    @Override
    public Map<String, Double> run(int activities) throws Exception {
        start(activities);
        Database.awaitNot(unfinished);
        return Map.of();
    }
}
