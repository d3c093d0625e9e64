package io.quarkiverse.activities.test.payload;

import java.util.concurrent.CountDownLatch;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.failure.ApplicationFailure;

/** Activities that put secrets into every kind of payload. */
@Singleton
public class CodecActivities {

    @Inject
    ActivityContext context;

    final CountDownLatch gate = new CountDownLatch(1);

    @Activity(startToCloseTimeout = "30s", heartbeatTimeout = "30s")
    public String keep(String secret) throws InterruptedException {
        context.heartbeat(secret);
        if (context.info().attempt() == 1) {
            throw ApplicationFailure.newBuilder().message("readable").type("Leak").details(secret).build();
        }
        if (secret.startsWith("wait")) {
            gate.await();
        }
        return context.heartbeatDetails(String.class).orElseThrow();
    }

    @Activity(startToCloseTimeout = "30s")
    public void lose(String secret) {
        throw ApplicationFailure.newBuilder().message("readable").type("Leak").details(secret).nonRetryable(true).build();
    }

    @PreDestroy
    void openGate() {
        gate.countDown();
    }
}
