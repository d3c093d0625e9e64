package io.quarkiverse.activities.test.isolation;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.FailedExecution;
import io.quarkiverse.activities.RetryPolicy;

@Singleton
public class IsolationActivities {

    /** A queue whose worker writes heartbeats often. */
    static final String OFTEN = "often";
    static final String DAMAGED = "damaged";

    final Set<String> reported = ConcurrentHashMap.newKeySet();
    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();

    @Inject
    ActivityContext context;

    @Activity(startToCloseTimeout = "1m")
    public String quick(String value) {
        return value;
    }

    @Activity(startToCloseTimeout = "1m")
    public String slow(String value) throws InterruptedException {
        Thread.sleep(200);
        return value;
    }

    @Activity(startToCloseTimeout = "500ms", retry = @RetryPolicy(maximumAttempts = 1))
    public void tooSlow() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    @Activity(startToCloseTimeout = "500ms", retry = @RetryPolicy(maximumAttempts = 1), onFailure = "Report")
    public void tooSlowWithFollowUp(String order) throws InterruptedException {
        new CountDownLatch(1).await();
    }

    /** Runs until the gate opens. */
    @Activity(startToCloseTimeout = "1m")
    public String gated(String gate) throws InterruptedException {
        gate(gate).await();
        return gate;
    }

    /** The first attempt runs until the gate opens, and fails. */
    @Activity(taskQueue = DAMAGED, startToCloseTimeout = "1m", retry = @RetryPolicy(initialInterval = "10ms"))
    public String failsOnce(String gate) throws InterruptedException {
        if (context.info().attempt() == 1) {
            gate(gate).await();
            throw new IllegalStateException("not yet");
        }
        return "done";
    }

    CountDownLatch gate(String gate) {
        return gates.computeIfAbsent(gate, name -> new CountDownLatch(1));
    }

    /** Sends heartbeats for six seconds, and would time out after three seconds without them. */
    @Activity(taskQueue = OFTEN, startToCloseTimeout = "1m", heartbeatTimeout = "3s", retry = @RetryPolicy(maximumAttempts = 1))
    public String mustBeat() throws InterruptedException {
        return beat(60);
    }

    /** Sends heartbeats until the gate opens, and would time out after three seconds without them. */
    @Activity(taskQueue = OFTEN, startToCloseTimeout = "2m", heartbeatTimeout = "3s", retry = @RetryPolicy(maximumAttempts = 1))
    public String mustBeatUntil(String gate) throws InterruptedException {
        return beatUntil(gate);
    }

    /** Sends heartbeats until the gate opens. */
    @Activity(startToCloseTimeout = "2m", heartbeatTimeout = "60s", retry = @RetryPolicy(maximumAttempts = 1))
    public String beatsUntil(String gate) throws InterruptedException {
        return beatUntil(gate);
    }

    private String beatUntil(String gate) throws InterruptedException {
        for (int i = 0; !gate(gate).await(100, TimeUnit.MILLISECONDS); i++) {
            context.heartbeat(i);
        }
        return "done";
    }

    /** Sends heartbeats for three seconds. */
    @Activity(startToCloseTimeout = "1m", heartbeatTimeout = "60s", retry = @RetryPolicy(maximumAttempts = 1))
    public String beats() throws InterruptedException {
        return beat(30);
    }

    private String beat(int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            context.heartbeat(i);
            Thread.sleep(100);
        }
        return "done";
    }

    /** Leaves its thread interrupted. */
    @Activity(startToCloseTimeout = "1m")
    public boolean interrupts() {
        boolean before = Thread.currentThread().isInterrupted();
        Thread.currentThread().interrupt();
        return before;
    }

    @Activity(startToCloseTimeout = "1m")
    public void report(FailedExecution failed) {
        reported.add(failed.activityId());
    }
}
