package io.quarkiverse.activities.it;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkus.runtime.Startup;

/** Logs when the whole process stood still because it was frozen, got no CPU time, or collected garbage. */
@Startup
@Singleton
public class StandstillMonitor {

    private static final Logger LOG = Logger.getLogger(StandstillMonitor.class);
    private static final long BEAT_MILLIS = 100;
    private static final long NOTABLE_MILLIS = 1_000;

    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
    private long last = System.currentTimeMillis();

    StandstillMonitor() {
        heart.scheduleWithFixedDelay(this::beat, BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void beat() {
        long now = System.currentTimeMillis();
        if (now - last > NOTABLE_MILLIS) {
            LOG.infof("Stood still from %d to %d", (Object) last, now);
        }
        last = now;
    }

    @PreDestroy
    void stop() {
        heart.shutdownNow();
    }
}
