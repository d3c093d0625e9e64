package io.quarkiverse.activities.it.chaos;

import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.core.ConditionTimeoutException;

import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;

/**
 * Starts activities on random nodes. Who gets no answer asks again, elsewhere and with the same request id, as a careful client
 * does.
 */
final class Starts implements AutoCloseable {

    private static final long PERIOD_MILLIS = 65;
    private static final long AGAIN_MILLIS = 500;
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final Fleet fleet;
    private final Random random;
    private final ScheduledExecutorService client = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, String> refused = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger askedAgain = new AtomicInteger();
    private ScheduledFuture<?> starting;

    Starts(Fleet fleet, Random random) {
        this.fleet = fleet;
        this.random = random;
    }

    void begin() {
        starting = client.scheduleAtFixedRate(() -> {
            Chore chore = Chore.values()[random.nextInt(Chore.values().length)];
            start(chore, chore.id(asked.getAndIncrement()));
        }, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Starts no more, and waits until all starts are answered: the nodes are well again. */
    void end() {
        starting.cancel(false);
        try {
            await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.size() + refused.size() == asked.get());
        } catch (ConditionTimeoutException e) {
            // The verdict is about what was acknowledged, and says how many were not
        }
    }

    int asked() {
        return asked.get();
    }

    int askedAgain() {
        return askedAgain.get();
    }

    /** {@return the run that was started, by Activity Id} */
    Map<String, String> acknowledged() {
        return acknowledged;
    }

    /** {@return what answers there were but a run or an error of the server} */
    List<String> refused() {
        List<String> all = new ArrayList<>();
        refused.forEach((id, answer) -> all.add("the start of " + id + " was answered with " + answer));
        return all;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private void start(Chore chore, String id) {
        fleet.any(random).node().tryStart(chore.type(), id, IdConflictPolicy.FAIL, IdReusePolicy.ALLOW_DUPLICATE, id)
                .orTimeout(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((response, failure) -> answered(chore, id, response));
    }

    private void answered(Chore chore, String id, HttpResponse<String> response) {
        if (response != null && response.statusCode() == 200) {
            acknowledged.put(id, response.body());
        } else if (response != null && response.statusCode() < 500) {
            refused.put(id, response.statusCode() + " " + response.body());
        } else if (!client.isShutdown()) {
            askedAgain.incrementAndGet();
            client.schedule(() -> start(chore, id), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
