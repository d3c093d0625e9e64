package io.quarkiverse.activities.benchmarks.ours;

import java.time.Duration;
import java.util.Map;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.benchmarks.app.Workload;

/** Does the same as {@link Joined}, but the activities wait for an hour, so that a run has only the transactions. */
@Singleton
public class JoinedDelayed implements Workload {

    private static final Duration DELAY = Duration.ofHours(1);

    @Inject
    Joined joined;

    @Override
    public String name() {
        return "joinedDelayed";
    }

    @Override
    public Map<String, Double> run(int count) throws Exception {
        try (Threads threads = new Threads(Joined.THREADS)) {
            threads.forEach(count, number -> Joined.startJoined(joined.work(number).startDelay(DELAY)));
        }
        return Map.of();
    }
}
