package io.quarkiverse.activities.workflow.it.chaos;

import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.quarkiverse.activities.it.chaos.Fleet;

/**
 * Starts workflows of all shapes on random nodes, and signals those that wait for it. Repeats a request that was not answered
 * on another node, with the same request ID, as a careful client does.
 */
final class JourneyStarts implements AutoCloseable {

    static final List<String> SHAPES = List.of("sequence", "fan", "timers", "signals", "children", "local", "transactional");

    private static final long SECOND_MICROS = 1_000_000;
    /** With more of them, no workflow is started: what the nodes cannot do in time must not pile up. */
    private static final int MOST_UNANSWERED = 1_000;
    private static final int MOST_OPEN = 3_000;
    private static final long AGAIN_MILLIS = 500;
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final Fleet fleet;
    private final Random random;
    private final ScheduledExecutorService client = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledExecutorService counting = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, String> started = new ConcurrentHashMap<>();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private ScheduledFuture<?> starting;
    private final int perSecond;
    private final int size;
    private int number;
    private volatile int skipped;
    private volatile int open;

    /** @param size how many steps, children or signals a workflow has */
    JourneyStarts(Fleet fleet, Random random, int perSecond, int size) {
        this.fleet = fleet;
        this.random = random;
        this.perSecond = perSecond;
        this.size = size;
    }

    void begin() {
        starting = client.scheduleAtFixedRate(this::start, 0, SECOND_MICROS / perSecond, TimeUnit.MICROSECONDS);
        counting.scheduleWithFixedDelay(this::count, 1, 1, TimeUnit.SECONDS);
    }

    private void count() {
        try {
            open = Integer.parseInt(fleet.database().query("SELECT count(*) FROM workflow_execution").get(0));
        } catch (IllegalStateException theDatabaseIsAway) {
            open = 0;
        }
    }

    private void start() {
        if (asked.get() - answered.get() > MOST_UNANSWERED || open > MOST_OPEN) {
            skipped++;
            return;
        }
        String shape = SHAPES.get(random.nextInt(SHAPES.size()));
        String id = shape + "-" + number++;
        ask("/journeys/" + id + "/start/" + shape + "/" + size, () -> {
            started.put(id, shape);
            for (int i = 1; shape.equals("signals") && i <= size; i++) {
                ask("/journeys/" + id + "/signal/w" + i, () -> {
                });
            }
        });
    }

    private void ask(String path, Runnable then) {
        asked.incrementAndGet();
        askOnce(path, then);
    }

    private void askOnce(String path, Runnable then) {
        fleet.any(random).node().ask("POST", path).orTimeout(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                .whenCompleteAsync((response, failure) -> answered(path, then, response), client);
    }

    private void answered(String path, Runnable then, HttpResponse<String> response) {
        if (response == null || response.statusCode() >= 500) {
            client.schedule(() -> askOnce(path, then), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            return;
        }
        if (response.statusCode() >= 300) {
            refused.add(path + ": " + response.statusCode() + " " + response.body());
        } else {
            then.run();
        }
        answered.incrementAndGet();
    }

    /** Stops starting workflows. Requests that are not answered are still repeated. */
    void stop() {
        starting.cancel(false);
    }

    void awaitAnswers() {
        await("answers").atMost(Duration.ofMinutes(2)).until(() -> answered.get() == asked.get());
    }

    /** {@return the shape of each workflow that was started, by its ID} */
    Map<String, String> started() {
        return started;
    }

    int size() {
        return size;
    }

    /** {@return the number of a workflow, by which it differs from the others} */
    static int number(String id) {
        return Integer.parseInt(id.substring(id.indexOf('-') + 1));
    }

    /** {@return how many workflows were not started because too many were open, or too many requests had no answer} */
    int skipped() {
        return skipped;
    }

    /** {@return the answers that were neither a success nor a server error} */
    List<String> refused() {
        return List.copyOf(refused);
    }

    @Override
    public void close() {
        client.shutdownNow();
        counting.shutdownNow();
    }
}
