package io.quarkiverse.activities.runtime.payload;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.failure.RecordedFailure;
import io.quarkiverse.activities.spi.Failure;

/** What is recorded of a Throwable that left an activity method. */
public final class Failures {

    /**
     * Characters of the outermost stack trace; each cause gets half of what it caused. All of them together stay well below
     * the size from which a failure is cut between two attempts.
     */
    private static final int STACK_TRACE_LIMIT = 1_200;
    /** What called the method is the same for every activity. */
    private static final String ENGINE = "io.quarkiverse.activities.runtime.";

    private Failures() {
    }

    /** {@return an application failure: of the type its thrower chose, or of the name of its class} */
    public static Failure of(Throwable thrown) {
        return of(thrown, Collections.newSetFromMap(new IdentityHashMap<>()), STACK_TRACE_LIMIT);
    }

    /** {@return the failure as it was recorded before, of whatever kind; else as {@link #of(Throwable)}} */
    public static Failure asItIs(Throwable thrown) {
        return thrown instanceof RecordedFailure recorded ? recorded.data() : of(thrown);
    }

    private static Failure of(Throwable thrown, Set<Throwable> seen, int limit) {
        if (thrown == null || !seen.add(thrown)) {
            return null; // a circular chain ends where it closes
        }
        Failure cause = of(thrown.getCause(), seen, limit / 2);
        if (thrown instanceof ApplicationFailure failure) {
            Failure data = failure.data();
            return new Failure(Failure.Kind.APPLICATION, data.message(), data.type(), data.nonRetryable(),
                    data.nextRetryDelay(), data.benign(), data.details(), null, null, stackTrace(thrown, limit), cause);
        }
        return new Failure(Failure.Kind.APPLICATION, thrown.getMessage(), thrown.getClass().getName(), false, null, false,
                null, null, null, stackTrace(thrown, limit), cause);
    }

    private static String stackTrace(Throwable thrown, int limit) {
        StringBuilder text = new StringBuilder();
        for (StackTraceElement element : thrown.getStackTrace()) {
            String line = "\tat " + element + "\n";
            if (element.getClassName().startsWith(ENGINE) || text.length() + line.length() > limit) {
                break;
            }
            text.append(line);
        }
        return text.toString();
    }
}
