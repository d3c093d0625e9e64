package io.quarkiverse.activities.benchmarks.ours;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.quarkiverse.activities.ActivityCall;

/** Starts activities with {@code startAll}, in batches of the size that the ceiling inserts. */
abstract class BatchWorkload extends StartWorkload {

    private static final int BATCH = 500;

    abstract ActivityCall<UUID> call(int number);

    @Override
    void start(int count) {
        for (int begin = 0; begin < count; begin += BATCH) {
            List<ActivityCall<UUID>> batch = new ArrayList<>(BATCH);
            for (int number = begin; number < Math.min(begin + BATCH, count); number++) {
                batch.add(call(number));
            }
            activities.startAll(batch);
        }
    }
}
