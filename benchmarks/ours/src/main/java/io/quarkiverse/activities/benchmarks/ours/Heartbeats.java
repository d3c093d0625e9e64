package io.quarkiverse.activities.benchmarks.ours;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.activities.benchmarks.contestant.Clock;

/** Activities that heartbeat for some seconds, all at once. */
@Singleton
public class Heartbeats extends Started {

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
            activities.callVoid(Jobs.class, j -> j.heartbeatUntil(until)).startAsync();
        }
    }
}
