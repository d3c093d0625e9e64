package io.quarkiverse.activities.test.queue;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityContext;

/** Activities on the queues that the tests of claims need. They record their calls. */
@Singleton
public class ClaimsActivities {

    final List<String> order = new CopyOnWriteArrayList<>();
    final AtomicInteger holding = new AtomicInteger();
    volatile CountDownLatch gate = new CountDownLatch(1);
    /** Ends the chains of urgent tasks, also after the next test has cleared the order. */
    private volatile boolean patientHasRun;

    @Inject
    ActivityContext context;

    @Inject
    ActivityClient activities;

    @Activity(taskQueue = "ranked", startToCloseTimeout = "60s")
    public void ranked(String name) {
        order.add(name);
    }

    @Activity(taskQueue = "ranked", startToCloseTimeout = "60s")
    public void holdRanked() throws InterruptedException {
        hold();
    }

    /** Starts its own successor until the task with the lowest priority has run. */
    @Activity(taskQueue = "busy", startToCloseTimeout = "60s")
    public void urgent() {
        if (!patientHasRun) {
            order.add("urgent");
            activities.callVoid(ClaimsActivities.class, ClaimsActivities::urgent).priority(1).start();
        }
    }

    @Activity(taskQueue = "busy", startToCloseTimeout = "60s")
    public void patient() {
        patientHasRun = true;
        order.add("patient");
    }

    @Activity(taskQueue = "busy", startToCloseTimeout = "60s")
    public void holdBusy() throws InterruptedException {
        hold();
    }

    @Activity(taskQueue = "limited", startToCloseTimeout = "60s")
    public Instant limited() {
        return context.info().startedTime();
    }

    @Activity(taskQueue = "slow", startToCloseTimeout = "60s")
    public Instant slow() {
        return context.info().startedTime();
    }

    @Activity(taskQueue = "gated", startToCloseTimeout = "60s")
    public String gated() {
        return "through";
    }

    @Activity(taskQueue = "short", startToCloseTimeout = "60s")
    public void holdShort() throws InterruptedException {
        hold();
    }

    @Activity(taskQueue = "plain", startToCloseTimeout = "60s", scheduleToCloseTimeout = "90s")
    public String plain(String value) {
        return value + context.info().attempt();
    }

    private void hold() throws InterruptedException {
        holding.incrementAndGet();
        gate.await(60, TimeUnit.SECONDS);
    }
}
