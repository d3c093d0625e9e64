package io.quarkiverse.activities.test.conformance;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.failure.ActivityCompletionException;

/** The heartbeats of an attempt: h0, h1 and so on, and when each of them had returned. */
final class Beats {

    private final ActivityContext context;
    private final long start = System.nanoTime();
    private final List<Long> returned = new CopyOnWriteArrayList<>();
    private volatile boolean over;

    Beats(ActivityContext context) {
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

    /** {@return how many of them the throttle can have let through: the first, and one in each interval} */
    int atMost(Duration interval) {
        long time = over ? returned.get(last()) : System.nanoTime() - start;
        return 1 + (int) (time / interval.toNanos());
    }

    /** {@return the first that can have been let through at the end of that many intervals: the last one before} */
    int earliestAfter(Duration intervals) {
        return Math.max(0, (int) returned.stream().filter(time -> time <= intervals.toNanos()).count() - 1);
    }

    int last() {
        return returned.size() - 1;
    }
}
