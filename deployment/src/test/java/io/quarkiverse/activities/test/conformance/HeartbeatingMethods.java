package io.quarkiverse.activities.test.conformance;

import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.awaitility.Awaitility;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.failure.ActivityCompletionException;

/** The recorded activity methods that heartbeat. */
@LoggedAttempts
@Singleton
public class HeartbeatingMethods {

    @Inject
    MethodLog log;

    @Inject
    ActivityClient activities;

    @Activity(name = "heartbeat then fail")
    public String heartbeatThenFail(ActivityContext context) {
        context.heartbeatDetails(String.class).ifPresent(details -> log.add("details " + details));
        context.heartbeat("first");
        context.heartbeat("second");
        if (context.info().attempt() == 1) {
            throw new RuntimeException("again");
        }
        return "done";
    }

    @Activity(name = "details at start")
    public String detailsAtStart(ActivityContext context) {
        log.add("details " + context.heartbeatDetails(String.class).isPresent());
        return "done";
    }

    @Activity(name = "40 heartbeats in 2 s, heartbeat timeout 1 s", heartbeatTimeout = "1s")
    public String fortyHeartbeats(ActivityContext context) throws InterruptedException {
        return fortyHeartbeats(context, 3);
    }

    @Activity(name = "40 heartbeats in 2 s, no heartbeat timeout")
    public String fortyHeartbeatsWithoutTimeout(ActivityContext context) throws InterruptedException {
        return fortyHeartbeats(context, 1);
    }

    /** @param written the number of heartbeats to wait for; a slow machine writes them later */
    private String fortyHeartbeats(ActivityContext context, int written) throws InterruptedException {
        HeartbeatTimes heartbeats = log.begin(context);
        for (int i = 0; i < 40; i++) {
            heartbeats.beat();
            TimeUnit.MILLISECONDS.sleep(50);
        }
        Awaitility.await().until(() -> activities.handle(context.info().activityId(), String.class).describe()
                .heartbeatCount() >= written);
        return "done";
    }

    @Activity(name = "until heartbeat throws", heartbeatTimeout = "2s")
    public String untilHeartbeatThrows(ActivityContext context) throws InterruptedException {
        throw awaitHeartbeatException(context);
    }

    @Activity(name = "until throws then return", heartbeatTimeout = "2s")
    public String untilThrowsThenReturn(ActivityContext context) throws InterruptedException {
        awaitHeartbeatException(context);
        return "finished anyway";
    }

    @Activity(name = "until throws then other", heartbeatTimeout = "2s")
    public String untilThrowsThenOther(ActivityContext context) throws InterruptedException {
        throw new RuntimeException("gave up", awaitHeartbeatException(context));
    }

    private ActivityCompletionException awaitHeartbeatException(ActivityContext context) throws InterruptedException {
        HeartbeatTimes heartbeats = log.begin(context);
        try {
            while (true) {
                heartbeats.beat();
                TimeUnit.MILLISECONDS.sleep(250);
            }
        } catch (ActivityCompletionException e) {
            log.add("heartbeat threw " + e.getClass().getSimpleName());
            return e;
        }
    }
}
