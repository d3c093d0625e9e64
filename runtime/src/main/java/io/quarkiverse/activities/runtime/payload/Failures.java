package io.quarkiverse.activities.runtime.payload;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.failure.ActivityCanceledException;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.failure.PayloadConversionException;
import io.quarkiverse.activities.failure.RecordedFailure;
import io.quarkiverse.activities.failure.UnregisteredTypeException;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;

/** Turns exceptions that activity methods throw into failures to record. */
@Singleton
public final class Failures {

    /**
     * The maximum length of the outermost stack trace in characters. Each cause gets half as much as the exception that it
     * caused. All of them together stay well below the size above which a failure between two attempts is shortened.
     */
    private static final int STACK_TRACE_LIMIT = 1_200;
    /** The engine's frames below the activity method are left out, because they are the same for every activity. */
    private static final String ENGINE = "io.quarkiverse.activities.runtime.";
    /** The frames that create failures are left out too. */
    private static final String FAILURE = "io.quarkiverse.activities.failure.";

    /** Named, because the application may not have quarkus-security. */
    private static final Set<String> SECURITY_REFUSALS = Set.of("io.quarkus.security.UnauthorizedException",
            "io.quarkus.security.ForbiddenException", "io.quarkus.security.AuthenticationFailedException");

    private final Payloads payloads;

    Failures(Payloads payloads) {
        this.payloads = payloads;
    }

    /** {@return an instance for use outside an application} */
    public static Failures standalone(Payloads payloads) {
        return new Failures(payloads);
    }

    /**
     * {@return an application failure, whose type is the one that an {@code ApplicationFailure} names, or else the name of the
     * class} An {@link OversizedException} results in the failure that it contains. Causes keep their kinds.
     */
    public Failure of(Throwable thrown) {
        return thrown instanceof OversizedException oversized ? oversized.failure() : of(thrown, false);
    }

    /** {@return a failure of the same kind for recorded failures and cancellations, otherwise as {@link #of(Throwable)}} */
    public Failure asItIs(Throwable thrown) {
        return of(thrown, true);
    }

    /**
     * {@return the names of the thrown class and its superclasses, which are compared with the retry policy} The list is empty
     * for an {@link ApplicationFailure}, which determines itself whether it can be retried.
     */
    public static List<String> classNames(Throwable outer) {
        Throwable thrown = ThrowableText.unwrapped(outer);
        if (thrown == null || thrown instanceof ApplicationFailure || thrown instanceof OversizedException) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (Class<?> type = thrown.getClass(); type != Object.class; type = type.getSuperclass()) {
            names.add(type.getName());
        }
        return names;
    }

    /** {@return an exception that can be logged: the given one, or a description of it if its own methods fail or never end} */
    public static Throwable printable(Throwable thrown) {
        return ThrowableText.printable(thrown);
    }

    private Failure of(Throwable outer, boolean asItIs) {
        List<ThrowableText> chain = ThrowableText.chain(outer);
        Failure failure = null;
        for (int i = chain.size() - 1; i >= 0; i--) {
            failure = of(chain.get(i), asItIs || i > 0, STACK_TRACE_LIMIT >> Math.min(i, 30), failure);
        }
        return failure;
    }

    private Failure of(ThrowableText text, boolean asItIs, int limit, Failure cause) {
        Throwable thrown = text.thrown();
        String stackTrace = stackTrace(text, limit);
        if (thrown instanceof ApplicationFailure failure) {
            return application(failure, stackTrace, cause);
        }
        if (asItIs && thrown instanceof RecordedFailure recorded) {
            return recorded(recorded.data(), recorded.data().details(), stackTrace, cause);
        }
        if (asItIs && thrown instanceof ActivityCanceledException) {
            return recorded(Failure.canceled(text.message(), null), null, stackTrace, cause);
        }
        Failure data = new Failure(Failure.Kind.APPLICATION, text.message(), thrown.getClass().getName(),
                isPermanent(thrown), null, false, null, null, null, null, null);
        return recorded(data, null, stackTrace, cause);
    }

    /**
     * {@return whether the next attempt would fail in the same way} If a security check has refused the call, the next attempt
     * has the same identity. If the native image lacks a class, it still does then.
     */
    private static boolean isPermanent(Throwable thrown) {
        if (thrown instanceof UnregisteredTypeException) {
            return true;
        }
        for (Class<?> type = thrown.getClass(); type != Object.class; type = type.getSuperclass()) {
            if (SECURITY_REFUSALS.contains(type.getName())) {
                return true;
            }
        }
        return false;
    }

    private Failure application(ApplicationFailure failure, String stackTrace, Failure cause) {
        Failure data = failure.data();
        try {
            return recorded(data, details(failure), stackTrace, cause);
        } catch (PayloadConversionException e) {
            // As in Temporal, except that a non-retryable failure stays non-retryable
            return new Failure(Failure.Kind.APPLICATION, "Could not write the details of a failure. " + text(e.getMessage()),
                    e.getClass().getName(), data.nonRetryable() || isPermanent(e), data.nextRetryDelay(), data.benign(), null,
                    null, null,
                    stackTrace, recorded(data, null, stackTrace, cause));
        }
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
        return message == null ? "" : ThrowableText.wellFormed(message);
    }

    /** {@return the frames of the application and of the libraries that it called, without those of the engine} */
    private static String stackTrace(ThrowableText text, int limit) {
        if (text.thrown() instanceof RecordedFailure recorded && recorded.recordedStackTrace() != null) {
            String recordedTrace = recorded.recordedStackTrace();
            return recordedTrace.substring(0, Math.min(recordedTrace.length(), limit));
        }
        StackTraceElement[] elements = text.stackTrace();
        int end = elements.length;
        for (int i = 0; i < elements.length; i++) {
            if (isOf(ENGINE, elements[i])) {
                end = i; // the last one is the outermost, which called the method
            }
        }
        StringBuilder trace = new StringBuilder();
        for (int i = 0; i < end; i++) {
            String line = "\tat " + elements[i] + "\n";
            if (trace.length() + line.length() > limit) {
                break;
            }
            if (!isOf(ENGINE, elements[i]) && !isOf(FAILURE, elements[i])) {
                trace.append(line);
            }
        }
        return trace.toString();
    }

    private static boolean isOf(String thePackage, StackTraceElement element) {
        return element.getClassName().startsWith(thePackage);
    }
}
