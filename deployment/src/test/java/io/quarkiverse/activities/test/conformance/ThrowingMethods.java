package io.quarkiverse.activities.test.conformance;

import java.io.IOException;
import java.time.Duration;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.RetryPolicy;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.failure.ActivityCanceledException;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.failure.RecordedFailure;
import io.quarkiverse.activities.spi.Failure;

/** The recorded activity methods that throw, and one that returns {@code null}. */
@LoggedAttempts
@Singleton
public class ThrowingMethods {

    @Activity(name = "runtime")
    public void runtime() {
        throw new RuntimeException("boom");
    }

    @Activity(name = "null message")
    public void nullMessage() {
        throw new IllegalStateException();
    }

    @Activity(name = "cause chain")
    public void causeChain() {
        throw new IllegalStateException("outer", new IOException("middle", new NumberFormatException("inner")));
    }

    @Activity(name = "checked")
    public void checked() throws IOException {
        throw new IOException("disk full");
    }

    @Activity(name = "wrapped checked")
    public void wrappedChecked() {
        throw ApplicationFailure.wrap(new IOException("disk full"));
    }

    @Activity(name = "nested class")
    public void nestedClass() throws Insufficient {
        throw new Insufficient("no money");
    }

    @Activity(name = "application")
    public void application() {
        throw ApplicationFailure.newBuilder().message("declined").type("CardDeclined").details("d1", 2).build();
    }

    @Activity(name = "non-retryable")
    public void nonRetryable() {
        throw ApplicationFailure.newBuilder().message("declined").type("CardDeclined").details("d1").nonRetryable(true)
                .build();
    }

    @Activity(name = "application with cause")
    public void applicationWithCause() {
        throw ApplicationFailure.newBuilder().message("declined").type("CardDeclined").cause(new IOException("socket"))
                .build();
    }

    @Activity(name = "benign")
    public void benign() {
        throw ApplicationFailure.newBuilder().message("fine").type("Benign").benign(true).build();
    }

    @Activity(name = "wrapping non-retryable")
    public void wrappingNonRetryable() {
        throw new RuntimeException("outer", ApplicationFailure.newNonRetryableFailure("inner", "Inner"));
    }

    @Activity(name = "error")
    public void error() {
        throw new AssertionError("an error");
    }

    @Activity(name = "stack overflow")
    public int stackOverflow() {
        return deeper(1);
    }

    private static int deeper(int depth) {
        return deeper(depth + 1) + 1;
    }

    @Activity(name = "out of memory")
    public void outOfMemory() {
        throw new OutOfMemoryError("fake");
    }

    @Activity(name = "interrupted")
    public void interrupted() throws InterruptedException {
        throw new InterruptedException("was interrupted");
    }

    @Activity(name = "timeout failure")
    public void timeoutFailure() {
        throw RecordedFailure.of(Failure.timeout(TimeoutType.HEARTBEAT, "late"), null);
    }

    @Activity(name = "suppressed")
    public void suppressed() {
        RuntimeException main = new RuntimeException("main");
        main.addSuppressed(new IOException("while closing"));
        throw main;
    }

    @Activity(name = "cyclic cause")
    public void cyclicCause() {
        RuntimeException first = new RuntimeException("first");
        first.initCause(new RuntimeException("second", first));
        throw first;
    }

    @Activity(name = "long message")
    public void longMessage() {
        throw new RuntimeException("x".repeat(10_000));
    }

    @Activity(name = "null result")
    public String nullResult() {
        return null;
    }

    /** In the recording, it hung until it timed out after 4 s. Here it is reported, which may take longer on a slow machine. */
    @Activity(name = "activity canceled unasked (start-to-close 4 s)", retry = @RetryPolicy(maximumAttempts = 1))
    public void canceledUnasked() {
        throw new ActivityCanceledException("nobody asked");
    }

    @Activity(name = "next delay (one hour; seen after 1.5 s)")
    public void nextDelay() {
        throw ApplicationFailure.newFailureWithDelay("later", "Busy", Duration.ofHours(1));
    }

    public static class Insufficient extends Exception {

        Insufficient(String message) {
            super(message);
        }
    }
}
