package io.quarkiverse.activities.benchmarks.ours;

import java.util.UUID;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.activities.ActivityCall;

/** Activities that do nothing, in turn on each of many Task Queues. The driver has the node serve them. */
@Singleton
public class ManyQueues extends InBatches {

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
