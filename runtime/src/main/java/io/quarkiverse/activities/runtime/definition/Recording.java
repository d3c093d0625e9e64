package io.quarkiverse.activities.runtime.definition;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.activities.ActivityFunction;

/** Runs a lambda on a recording stub to find out which activity method it calls, and with which arguments. */
public final class Recording {

    private static final ThreadLocal<Recording> CURRENT = new ThreadLocal<>();

    private final List<Recorded> calls = new ArrayList<>(1);
    private final List<String> otherMethods = new ArrayList<>(0);

    private Recording() {
    }

    /**
     * Stubs call this in their activity methods.
     *
     * @param handler what carries out the call, or null to record it
     * @return what the method returns; null if the call is recorded
     */
    public static Object call(StubHandler handler, String methodKey, Object[] arguments) {
        if (handler != null) {
            return handler.call(methodKey, arguments);
        }
        record(methodKey, arguments);
        return null;
    }

    private static void record(String methodKey, Object[] arguments) {
        Recording recording = CURRENT.get();
        if (recording == null) {
            throw outside(methodKey);
        }
        recording.calls.add(new Recorded(methodKey, arguments));
    }

    /**
     * Stubs call this in all their other methods.
     *
     * @param why why the method cannot be called, and what to do
     */
    public static void callOther(StubHandler handler, String method, String why) {
        if (handler != null) {
            throw new IllegalStateException(method + " " + why);
        }
        Recording recording = CURRENT.get();
        if (recording == null) {
            throw outside(method);
        }
        recording.otherMethods.add(method + " " + why);
    }

    /**
     * {@return the activity method that the lambda called on the stub, with its arguments}
     *
     * @throws IllegalArgumentException if the lambda called no activity method, more than one, or another method, or if it used
     *         the result
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
        if (!otherMethods.isEmpty()) {
            throw new IllegalArgumentException(otherMethods.get(0), thrown);
        }
        if (calls.isEmpty()) {
            if (thrown instanceof RuntimeException own) {
                throw own; // computing an argument failed: the application's own exception explains it best
            }
            throw new IllegalArgumentException(
                    "The lambda called no activity method. Call one on its parameter: p -> p.charge(order)", thrown);
        }
        if (calls.size() > 1) {
            throw new IllegalArgumentException("The lambda called " + calls.size() + " activity methods ("
                    + String.join(", ", calls.stream().map(Recorded::methodKey).toList())
                    + "). Call exactly one, and create a separate call for each of the others", thrown);
        }
        if (thrown != null || !isDefault(returned)) {
            throw new IllegalArgumentException("The lambda used the result of " + calls.get(0).methodKey()
                    + ", which does not exist before the activity has run. Only call the method in the lambda, and get the"
                    + " result from the handle", thrown);
        }
        return calls.get(0);
    }

    /** {@return whether this is the null, zero or false that a stub returns} */
    private static boolean isDefault(Object returned) {
        return returned == null || returned instanceof Number number && number.doubleValue() == 0
                || returned instanceof Boolean flag && !flag || returned instanceof Character character && character == 0;
    }

    private static IllegalStateException outside(String method) {
        return new IllegalStateException(method + " was called on a recording stub outside its lambda;"
                + " use the stub only inside the lambda that receives it");
    }
}
