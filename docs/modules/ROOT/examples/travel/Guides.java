package travel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.failure.ActivityCanceledException;

@ApplicationScoped
public class Guides {

    @Inject
    ActivityContext context;

    private final AtomicInteger walking = new AtomicInteger();

    int walking() {
        return walking.get();
    }

    @Activity(startToCloseTimeout = "8h")
    public void showAround(String town) {
        walking.incrementAndGet();
        try {
            while (!context.cancellation().isRequested()) {
                LockSupport.parkNanos(10_000_000);
            }
            throw new ActivityCanceledException("Stopped on request");
        } finally {
            walking.decrementAndGet();
        }
    }

    @Activity(startToCloseTimeout = "10s")
    public String findRestaurant(String town) {
        return "Trattoria " + town;
    }
}
