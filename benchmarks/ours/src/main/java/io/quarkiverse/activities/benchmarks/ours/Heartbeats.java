package io.quarkiverse.activities.benchmarks.ours;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.activities.benchmarks.contestant.Clock;

/** Starts activities that all heartbeat for some seconds concurrently. */
@Singleton
public class Heartbeats extends StartWorkload {

    @ConfigProperty(name = "heartbeat.seconds", defaultValue = "1")
    int seconds;

    @Override
    public String name() {
        return "heartbeats";
    }

    @Override
    void start(int count) {
        long until = Clock.micros() + seconds * 1_000_000L;
        for (int number = 0; number < count; number++) {
            activities.callVoid(BenchmarkActivities.class, a -> a.heartbeatUntil(until)).startAsync();
        }
    }
}
