package io.quarkiverse.activities.it.chaos;

import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Completes activities of the type {@code HandedOn} on random nodes, with every token in the ledger, current or not. */
final class TokenCompleter implements AutoCloseable {

    private static final int GONE = 410;

    private final Fleet fleet;
    private final Random random;
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor();
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final Set<String> seen = new HashSet<>();
    private final Map<String, String> accepted = new ConcurrentHashMap<>();
    private final Set<String> acceptedTwice = ConcurrentHashMap.newKeySet();
    private final AtomicInteger stale = new AtomicInteger();

    TokenCompleter(Fleet fleet, Random random) {
        this.fleet = fleet;
        this.random = random;
    }

    void begin() {
        rounds.scheduleWithFixedDelay(this::round, 1, 1, TimeUnit.SECONDS);
    }

    /** {@return the token whose completion was acknowledged, by Activity ID} */
    Map<String, String> accepted() {
        return accepted;
    }

    /** {@return the activities for which more than one completion was acknowledged} */
    Set<String> acceptedTwice() {
        return acceptedTwice;
    }

    int stale() {
        return stale.get();
    }

    @Override
    public void close() {
        rounds.shutdownNow();
    }

    private void round() {
        List<String> open;
        try {
            open = fleet.database().query("SELECT activity_id, event FROM ledger WHERE activity_id LIKE 'HandedOn-%'"
                    + " AND activity_id IN (SELECT activity_id FROM activity_execution)");
        } catch (IllegalStateException databaseIsAway) {
            return;
        }
        for (String entry : open) {
            String[] columns = entry.split(" ");
            // Deliver a token in the round after it was found: the method may not have returned yet
            if (!seen.add(columns[1]) && underWay.add(columns[1])) {
                deliver(columns[0], columns[1]);
            }
        }
    }

    private void deliver(String activityId, String token) {
        fleet.any(random).node().complete(token, token).orTimeout(10, TimeUnit.SECONDS).whenComplete((response, failure) -> {
            underWay.remove(token);
            if (response != null) {
                answered(activityId, token, response);
            }
        });
    }

    private void answered(String activityId, String token, HttpResponse<String> response) {
        if (response.statusCode() == GONE) {
            stale.incrementAndGet();
        } else if (response.statusCode() == 200 && accepted.put(activityId, token) != null) {
            acceptedTwice.add(activityId);
        }
    }
}
