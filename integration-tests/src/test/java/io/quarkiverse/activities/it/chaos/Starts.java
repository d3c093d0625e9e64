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

import io.quarkiverse.activities.it.ActivitiesResource.NamedStart;

/**
 * Starts activities on random nodes. Retries unanswered starts on another random node with the same request ID, as a careful
 * client does.
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
    private final AtomicInteger retried = new AtomicInteger();
    private ScheduledFuture<?> starting;

    Starts(Fleet fleet, Random random) {
        this.fleet = fleet;
        this.random = random;
    }

    void begin() {
        starting = client.scheduleAtFixedRate(() -> {
            ChaosActivity activity = ChaosActivity.values()[random.nextInt(ChaosActivity.values().length)];
            int number = asked.getAndIncrement();
            start(fleet.any(random), new NamedStart(activity.type(), activity.id(number), "request-" + number));
        }, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Starts another activity, on this node first. Like all others, it must be completed once. */
    void start(Member first, String type, String id) {
        start(first, new NamedStart(type, id, "request-" + asked.getAndIncrement()));
    }

    /** Stops starting activities. Starts that are not answered are still retried. */
    void stop() {
        starting.cancel(false);
    }

    /** Waits until all starts are answered. Call this once the nodes are healthy again. */
    void awaitAnswers() {
        try {
            await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.size() + refused.size() == asked.get());
        } catch (ConditionTimeoutException e) {
            // The check covers acknowledged starts and reports the number of unanswered ones
        }
    }

    int asked() {
        return asked.get();
    }

    int retried() {
        return retried.get();
    }

    /** {@return the ID of the run that was started, by Activity ID} */
    Map<String, String> acknowledged() {
        return acknowledged;
    }

    /** {@return the answers that were neither a run nor a server error} */
    List<String> refused() {
        List<String> all = new ArrayList<>();
        refused.forEach((id, answer) -> all.add("the start of " + id + " was answered with " + answer));
        return all;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private void start(Member member, NamedStart start) {
        member.node().tryStart(start).orTimeout(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((response, failure) -> answered(start, response));
    }

    private void answered(NamedStart start, HttpResponse<String> response) {
        if (response != null && response.statusCode() == 200) {
            acknowledged.put(start.id(), response.body());
        } else if (response != null && response.statusCode() < 500) {
            refused.put(start.id(), response.statusCode() + " " + response.body());
        } else if (!client.isShutdown()) {
            retried.incrementAndGet();
            client.schedule(() -> start(fleet.any(random), start), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
