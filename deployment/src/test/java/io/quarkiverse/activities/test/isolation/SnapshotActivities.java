package io.quarkiverse.activities.test.isolation;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.RetryPolicy;
import io.quarkiverse.activities.entity.ActivityWorker;

@Singleton
public class SnapshotActivities {

    @Inject
    ActivityContext context;

    @Activity(startToCloseTimeout = "1m", heartbeatTimeout = "2s", retry = @RetryPolicy(maximumAttempts = 1))
    @Transactional
    public long readsAndBeats() throws InterruptedException {
        long workers = ActivityWorker.count();
        for (int i = 0; i < 4; i++) {
            context.heartbeat(i);
            Thread.sleep(1_000);
        }
        return workers;
    }
}
