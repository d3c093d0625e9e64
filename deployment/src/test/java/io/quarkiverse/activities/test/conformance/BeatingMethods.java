package io.quarkiverse.activities.test.conformance;

import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.awaitility.Awaitility;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.failure.ActivityCompletionException;

/** Methods that heartbeat. */
@Noted
@Singleton
public class BeatingMethods {

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

    /** @param written how many of them are written, on a slow machine some time later */
    private String fortyHeartbeats(ActivityContext context, int written) throws InterruptedException {
        Beats beats = log.begin(context);
        for (int i = 0; i < 40; i++) {
            beats.beat();
            TimeUnit.MILLISECONDS.sleep(50);
        }
        Awaitility.await().until(() -> activities.handle(context.info().activityId(), String.class).describe()
                .heartbeatCount() >= written);
        return "done";
    }

    @Activity(name = "until heartbeat throws", heartbeatTimeout = "2s")
    public String untilHeartbeatThrows(ActivityContext context) throws InterruptedException {
        throw heard(context);
    }

    @Activity(name = "until throws then return", heartbeatTimeout = "2s")
    public String untilThrowsThenReturn(ActivityContext context) throws InterruptedException {
        heard(context);
        return "finished anyway";
    }

    @Activity(name = "until throws then other", heartbeatTimeout = "2s")
    public String untilThrowsThenOther(ActivityContext context) throws InterruptedException {
        throw new RuntimeException("gave up", heard(context));
    }

    private ActivityCompletionException heard(ActivityContext context) throws InterruptedException {
        Beats beats = log.begin(context);
        try {
            while (true) {
                beats.beat();
                TimeUnit.MILLISECONDS.sleep(250);
            }
        } catch (ActivityCompletionException e) {
            log.add("heartbeat threw " + e.getClass().getSimpleName());
            return e;
        }
    }
}
