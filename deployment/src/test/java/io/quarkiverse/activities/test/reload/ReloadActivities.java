package io.quarkiverse.activities.test.reload;

import java.util.concurrent.CountDownLatch;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.activities.Activity;

/** The code that the live reload changes. */
@ApplicationScoped
public class ReloadActivities {

    private static final boolean NEW = false;

    @Activity(startToCloseTimeout = "60s")
    public String version(String id) {
        return id + (NEW ? " by new code" : " by old code");
    }

    @Activity(startToCloseTimeout = "60s")
    public String fails(String id) {
        if (!NEW) {
            throw new IllegalStateException("old code");
        }
        return id + " by new code";
    }

    @Activity(startToCloseTimeout = "10m")
    public String hangs(String id) throws InterruptedException {
        if (!NEW) {
            new CountDownLatch(1).await();
        }
        return id + " by new code";
    }
}
