package io.quarkiverse.activities.test.engine;

import java.io.IOException;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.failure.CanceledFailure;
import io.quarkiverse.activities.failure.RecordedFailure;
import io.quarkiverse.activities.spi.Failure;

/** Throws what it is told to. */
@ApplicationScoped
public class Flying {

    @Inject
    ActivityContext context;

    public enum What {
        RUNTIME,
        NULL_MESSAGE,
        CAUSE_CHAIN,
        CHECKED,
        WRAPPED_CHECKED,
        NESTED_CLASS,
        APPLICATION,
        NON_RETRYABLE,
        WRAPPING_NON_RETRYABLE,
        NEXT_DELAY,
        ERROR,
        STACK_OVERFLOW,
        OUT_OF_MEMORY,
        INTERRUPTED,
        SUPPRESSED,
        CYCLIC_CAUSE,
        CANCELED_FAILURE,
        LONG_MESSAGE
    }

    @Activity(startToCloseTimeout = "30s")
    public void fly(What what) throws Throwable {
        throw of(what);
    }

    private Throwable of(What what) {
        return switch (what) {
            case RUNTIME -> new RuntimeException("boom");
            case NULL_MESSAGE -> new IllegalStateException();
            case CAUSE_CHAIN -> new IllegalStateException("outer",
                    new IOException("middle", new NumberFormatException("inner")));
            case CHECKED -> new IOException("disk full");
            case WRAPPED_CHECKED -> ApplicationFailure.wrap(new IOException("disk full"));
            case NESTED_CLASS -> new Insufficient("no money");
            case APPLICATION -> ApplicationFailure.newFailure("declined", "CardDeclined");
            case NON_RETRYABLE -> ApplicationFailure.newNonRetryableFailure("declined", "CardDeclined");
            case WRAPPING_NON_RETRYABLE -> new RuntimeException("outer",
                    ApplicationFailure.newNonRetryableFailure("inner", "Inner"));
            case NEXT_DELAY -> ApplicationFailure.newFailureWithDelay("later", "Later", Duration.ofHours(1));
            case ERROR -> new AssertionError("an error");
            case STACK_OVERFLOW -> overflow();
            case OUT_OF_MEMORY -> new OutOfMemoryError("fake");
            case INTERRUPTED -> new InterruptedException("was interrupted");
            case SUPPRESSED -> suppressing();
            case CYCLIC_CAUSE -> cycle();
            case CANCELED_FAILURE -> canceled();
            case LONG_MESSAGE -> new RuntimeException("x".repeat(10_000));
        };
    }

    private static Throwable overflow() {
        return overflow();
    }

    private static Throwable suppressing() {
        RuntimeException main = new RuntimeException("main");
        main.addSuppressed(new IOException("while closing"));
        return main;
    }

    private static Throwable cycle() {
        RuntimeException first = new RuntimeException("first");
        first.initCause(new RuntimeException("second", first));
        return first;
    }

    private static RecordedFailure canceled() {
        return (CanceledFailure) RecordedFailure
                .of(Failure.canceled("from elsewhere", null), null);
    }

    public static class Insufficient extends Exception {

        Insufficient(String message) {
            super(message);
        }
    }
}
