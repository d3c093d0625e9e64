package io.quarkiverse.activities.runtime.definition;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.activities.ActivityFunction;

/** Finds out which activity method a lambda names, and with which arguments, by running it on a recording stub. */
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
     * {@return the activity method that the lambda called on the stub, with its arguments}
     *
     * @throws IllegalArgumentException if it called none, more than one or one that is no activity, or used the result
     */
    public static <T> Recorded capture(T stub, ActivityFunction<? super T, ?> lambda) {
        Recording outer = CURRENT.get();
        Recording recording = new Recording();
        CURRENT.set(recording);
        Object returned = null;
        Exception thrown = null;
        try {
            returned = lambda.apply(stub);
        } catch (Exception e) {
            thrown = e;
        } finally {
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
        }
        return recording.result(returned, thrown);
    }

    private Recorded result(Object returned, Exception thrown) {
        if (!strangers.isEmpty()) {
            throw new IllegalArgumentException(strangers.get(0)
                    + " is not an activity. Put @Activity on it, or call a method that has it", thrown);
        }
        if (calls.isEmpty()) {
            if (thrown instanceof RuntimeException own) {
                throw own; // an argument could not be computed: the application's own mistake says most
            }
            throw new IllegalArgumentException(
                    "The lambda called no activity method. Call one on its parameter: p -> p.charge(order)", thrown);
        }
        if (calls.size() > 1) {
            throw new IllegalArgumentException("The lambda called " + calls.size() + " activity methods ("
                    + String.join(", ", calls.stream().map(Recorded::methodKey).toList())
                    + "). Call exactly one, and make a call of its own for each of the others", thrown);
        }
        if (thrown != null || !isNothing(returned)) {
            throw new IllegalArgumentException("The lambda used the result of " + calls.get(0).methodKey()
                    + ", which does not exist before the activity has run. Let the lambda do nothing but call the method, and"
                    + " work with the result of the handle", thrown);
        }
        return calls.get(0);
    }

    /** {@return whether this is what a stub returns} */
    private static boolean isNothing(Object returned) {
        return returned == null || returned instanceof Number number && number.doubleValue() == 0
                || returned instanceof Boolean flag && !flag || returned instanceof Character character && character == 0;
    }

    private static IllegalStateException outside(String method) {
        return new IllegalStateException(method + " was called on a recording stub after its call was made;"
                + " a stub is only for the function it is passed to");
    }
}
