package io.quarkiverse.activities.it.chaos;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Random;

import org.awaitility.core.ConditionTimeoutException;

import io.quarkus.runtime.configuration.DurationConverter;

/**
 * A run with failures. {@code chaos.seed} determines which failures are injected, in which order and for how long;
 * {@code chaos.duration} is the duration of the run.
 */
public final class ChaosRun {

    public static final Duration SHORT_CALM = Duration.ofSeconds(2);
    /** No node is declared lost during an outage and for one lease afterwards, so outages must be far enough apart. */
    public static final Duration LONG_CALM = Duration.ofSeconds(20);
    private static final Duration QUIET = Duration.ofMinutes(3);

    private final long seed = Long.getLong("chaos.seed");
    private final Duration asked = DurationConverter.parseDuration(System.getProperty("chaos.duration"));
    private final Pace pace = Pace.of(asked);
    private final Journal journal = new Journal();
    private final Duration duration;

    ChaosRun() {
        duration = asked;
    }

    /** @param shortDuration the duration of the short form, whatever was asked for */
    public ChaosRun(Duration shortDuration) {
        duration = pace == Pace.SHORT ? shortDuration : asked;
    }

    public long seed() {
        return seed;
    }

    public Duration duration() {
        return duration;
    }

    public Pace pace() {
        return pace;
    }

    public Journal journal() {
        return journal;
    }

    /** @param calm the longest time between two failures */
    public Lane lane(Fleet fleet, Random random, Duration calm, Trouble... troubles) {
        return new Lane(fleet, new Random(random.nextLong()), journal, duration, calm, troubles);
    }

    /**
     * Waits until everything is closed, but not forever.
     *
     * @param open a query for what is open
     */
    public void awaitAllClosed(Fleet fleet, String open) {
        try {
            await().atMost(QUIET).ignoreExceptions().until(() -> fleet.database().query(open).isEmpty());
            journal.note("All is closed");
        } catch (ConditionTimeoutException e) {
            journal.note("Some did not close in time");
        }
    }
}
