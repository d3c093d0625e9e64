package io.quarkiverse.activities.test.conformance;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.failure.ActivityCompletionException;

/** Sends the heartbeats h0, h1 and so on of an attempt, and records when each call returned. */
final class HeartbeatTimes {

    private final ActivityContext context;
    private final long start = System.nanoTime();
    private final List<Long> returned = new CopyOnWriteArrayList<>();
    private volatile boolean over;

    HeartbeatTimes(ActivityContext context) {
        this.context = context;
    }

    void beat() {
        try {
            context.heartbeat("h" + returned.size());
        } catch (ActivityCompletionException e) {
            over = true;
            throw e;
        } finally {
            returned.add(System.nanoTime() - start);
        }
    }

    /** {@return the maximum number of heartbeats that the throttle passes: the first, and one in each interval} */
    int atMost(Duration interval) {
        long time = over ? returned.get(last()) : System.nanoTime() - start;
        return 1 + (int) (time / interval.toNanos());
    }

    /** {@return the number of the earliest heartbeat that can be written at this time: the last one before it} */
    int earliestAfter(Duration time) {
        return Math.max(0, (int) returned.stream().filter(nanos -> nanos <= time.toNanos()).count() - 1);
    }

    int last() {
        return returned.size() - 1;
    }
}
