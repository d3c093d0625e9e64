package io.quarkiverse.activities.runtime.payload;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.failure.ActivityCanceledException;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.failure.CheckedExceptionWrapper;
import io.quarkiverse.activities.failure.PayloadConversionException;
import io.quarkiverse.activities.failure.RecordedFailure;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;

/** What is recorded of a Throwable that left an activity method. */
@Singleton
public final class Failures {

    /**
     * Characters of the outermost stack trace; each cause gets half of what it caused. All of them together stay well
     * below the size from which a failure is cut between two attempts.
     */
    private static final int STACK_TRACE_LIMIT = 1_200;
    /** What called the method is the same for every activity. */
    private static final String ENGINE = "io.quarkiverse.activities.runtime.";
    /** Where failures are put together says nothing either. */
    private static final String FAILURE = "io.quarkiverse.activities.failure.";

    private final Payloads payloads;

    Failures(Payloads payloads) {
        this.payloads = payloads;
    }

    /**
     * {@return an application failure: of the type its thrower chose, or of the name of its class; or what the engine
     * says where an attempt would have reported more than fits} Its causes are of the kinds they are.
     */
    public Failure of(Throwable thrown) {
        return thrown instanceof OversizedException oversized ? oversized.failure() : of(thrown, false);
    }

    /** {@return the failure, of whatever kind it is; else as {@link #of(Throwable)}} */
    public Failure asItIs(Throwable thrown) {
        return of(thrown, true);
    }

    /**
     * {@return the names of the thrown class and its superclasses, for a retry policy to compare with} Empty for an
     * {@link ApplicationFailure}, which says itself whether it can be retried.
     */
    public static List<String> classNames(Throwable outer) {
        Throwable thrown = unwrapped(outer);
        if (thrown == null || thrown instanceof ApplicationFailure || thrown instanceof OversizedException) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (Class<?> type = thrown.getClass(); type != Object.class; type = type.getSuperclass()) {
            names.add(type.getName());
        }
        return names;
    }

    private Failure of(Throwable thrown, boolean asItIs) {
        return of(thrown, asItIs, Collections.newSetFromMap(new IdentityHashMap<>()), STACK_TRACE_LIMIT);
    }

    private Failure of(Throwable outer, boolean asItIs, Set<Throwable> seen, int limit) {
        Throwable thrown = unwrapped(outer);
        if (thrown == null || !seen.add(thrown)) {
            return null; // a circular chain ends where it closes
        }
        Failure cause = of(thrown.getCause(), true, seen, limit / 2);
        String stackTrace = stackTrace(thrown, limit);
        if (thrown instanceof ApplicationFailure failure) {
            return application(failure, stackTrace, cause);
        }
        if (asItIs && thrown instanceof RecordedFailure recorded) {
            return recorded(recorded.data(), recorded.data().details(), stackTrace, cause);
        }
        if (asItIs && thrown instanceof ActivityCanceledException) {
            return recorded(Failure.canceled(thrown.getMessage(), null), null, stackTrace, cause);
        }
        return recorded(Failure.application(thrown.getClass().getName(), thrown.getMessage()), null, stackTrace, cause);
    }

    private Failure application(ApplicationFailure failure, String stackTrace, Failure cause) {
        Failure data = failure.data();
        try {
            return recorded(data, details(failure), stackTrace, cause);
        } catch (PayloadConversionException e) {
            // As Temporal has it, but what must not be repeated is not repeated
            return new Failure(Failure.Kind.APPLICATION, "The details of a failure are lost. " + text(e.getMessage()),
                    e.getClass().getName(), data.nonRetryable(), data.nextRetryDelay(), data.benign(), null, null, null,
                    stackTrace, recorded(data, null, stackTrace, cause));
        }
    }

    private static Throwable unwrapped(Throwable outer) {
        Throwable thrown = outer;
        while (thrown instanceof CheckedExceptionWrapper) {
            thrown = thrown.getCause();
        }
        return thrown;
    }

    private Payload details(ApplicationFailure failure) {
        List<Object> given = failure.givenDetails();
        return given.isEmpty() ? failure.data().details() : Payload.of(payloads.writeArguments(null, given.toArray()));
    }

    private static Failure recorded(Failure data, Payload details, String stackTrace, Failure cause) {
        return new Failure(data.kind(), text(data.message()), data.type(), data.nonRetryable(), data.nextRetryDelay(),
                data.benign(), details, data.lastHeartbeatDetails(), data.timeoutType(), stackTrace, cause);
    }

    private static String text(String message) {
        return message == null ? "" : message;
    }

    /** What the application did: from where it was thrown, or where the application called what threw it. */
    private static String stackTrace(Throwable thrown, int limit) {
        if (thrown instanceof RecordedFailure recorded && recorded.recordedStackTrace() != null) {
            String known = recorded.recordedStackTrace();
            return known.substring(0, Math.min(known.length(), limit));
        }
        StackTraceElement[] elements = thrown.getStackTrace();
        int end = elements.length;
        for (int i = 0; i < elements.length; i++) {
            if (isOf(ENGINE, elements[i])) {
                end = i; // the outermost one called the method
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < end; i++) {
            String line = "\tat " + elements[i] + "\n";
            if (text.length() + line.length() > limit) {
                break;
            }
            if (!isOf(ENGINE, elements[i]) && !isOf(FAILURE, elements[i])) {
                text.append(line);
            }
        }
        return text.toString();
    }

    private static boolean isOf(String thePackage, StackTraceElement element) {
        return element.getClassName().startsWith(thePackage);
    }
}
