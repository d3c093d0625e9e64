package io.quarkiverse.activities.runtime.payload;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.spi.Failure;

/** What is recorded of a Throwable that left an activity method. */
public final class Failures {

    private Failures() {
    }

    /** {@return an application failure: of the type its thrower chose, or of the name of its class} */
    public static Failure of(Throwable thrown) {
        return of(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static Failure of(Throwable thrown, Set<Throwable> seen) {
        if (thrown == null || !seen.add(thrown)) {
            return null; // a circular chain ends where it closes
        }
        Failure cause = of(thrown.getCause(), seen);
        if (thrown instanceof ApplicationFailure failure) {
            Failure data = failure.data();
            return new Failure(Failure.Kind.APPLICATION, data.message(), data.type(), data.nonRetryable(),
                    data.nextRetryDelay(), data.benign(), data.details(), null, null, stackTrace(thrown), cause);
        }
        return new Failure(Failure.Kind.APPLICATION, thrown.getMessage(), thrown.getClass().getName(), false, null, false,
                null, null, null, stackTrace(thrown), cause);
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        for (StackTraceElement element : thrown.getStackTrace()) {
            writer.println("\tat " + element);
        }
        writer.flush();
        return text.toString();
    }
}
