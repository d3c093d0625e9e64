package io.quarkiverse.activities.runtime.definition;

import java.util.ArrayList;
import java.util.List;

/** Finds out which activity method a method reference names, by calling it on a recording stub. */
public final class Recording {

    private static final ThreadLocal<Recording> CURRENT = new ThreadLocal<>();

    private final List<Recorded> calls = new ArrayList<>(1);
    private final List<String> strangers = new ArrayList<>(0);

    private Recording() {
    }

    /** Called by stubs for activity methods. */
    public static void record(String methodKey, Object[] arguments) {
        Recording recording = CURRENT.get();
        if (recording == null) {
            throw outside(methodKey);
        }
        recording.calls.add(new Recorded(methodKey, arguments));
    }

    /** Called by stubs for all other methods. */
    public static void recordStranger(String method) {
        Recording recording = CURRENT.get();
        if (recording == null) {
            throw outside(method);
        }
        recording.strangers.add(method);
    }

    /**
     * {@return the activity method that was called}
     *
     * @throws IllegalArgumentException when none was called, or more than one, or a method that is no activity
     */
    public static Recorded capture(ThrowingRunnable call) {
        Recording outer = CURRENT.get();
        Recording recording = new Recording();
        CURRENT.set(recording);
        Exception thrown = null;
        try {
            call.run();
        } catch (Exception e) {
            // unboxing what a stub returned, for instance: what was called says more
            thrown = e;
        } finally {
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
        }
        return recording.result(thrown);
    }

    private Recorded result(Exception thrown) {
        if (!strangers.isEmpty()) {
            throw new IllegalArgumentException(strangers.get(0)
                    + " is no activity; put @Activity on it, or name a method that has it", thrown);
        }
        if (calls.isEmpty()) {
            throw new IllegalArgumentException(
                    "The function called no activity method; pass a method reference such as Payments::charge", thrown);
        }
        if (calls.size() > 1) {
            throw new IllegalArgumentException("The function called " + calls.size() + " activity methods ("
                    + String.join(", ", calls.stream().map(Recorded::methodKey).toList())
                    + "); pass a method reference that calls one", thrown);
        }
        return calls.get(0);
    }

    private static IllegalStateException outside(String method) {
        return new IllegalStateException(method + " was called on a recording stub after its call was made;"
                + " a stub is only for the function it is passed to");
    }
}
