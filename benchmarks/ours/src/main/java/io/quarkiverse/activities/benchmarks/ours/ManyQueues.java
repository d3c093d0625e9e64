package io.quarkiverse.activities.benchmarks.ours;

import java.util.UUID;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.activities.ActivityCall;

/** Starts activities that do nothing on many Task Queues in turn. The driver configures the node to serve these queues. */
@Singleton
public class ManyQueues extends BatchWorkload {

    @ConfigProperty(name = "queues", defaultValue = "1")
    int queues;

    @Override
    public String name() {
        return "manyQueues";
    }

    @Override
    ActivityCall<UUID> call(int number) {
        return work(number).taskQueue("queue-" + number % queues);
    }
}
