package io.quarkiverse.activities.runtime.execution;

import java.util.Optional;

/** What an Activity Id, an Activity Type, a Task Queue, a request id and the like may look like. */
public final class Identifiers {

    public static final int MAXIMUM_LENGTH = 1000;

    private Identifiers() {
    }

    /**
     * {@return what is wrong with an identifier, if anything}
     *
     * @param what the identifier's name in the message, as in "Activity Id"
     */
    public static Optional<String> problem(String what, String value) {
        if (value == null || value.isEmpty()) {
            return Optional.of("The " + what + " is empty. Give it a value.");
        }
        if (value.isBlank()) {
            return Optional.of("The " + what + " is blank. Give it a value that can be seen.");
        }
        Optional<String> tooLong = tooLong(what, value);
        if (tooLong.isPresent()) {
            return tooLong;
        }
        if (value.indexOf('\0') >= 0) {
            return Optional.of("The " + what + " contains a NUL character, which databases cannot store. Remove it.");
        }
        return Optional.empty();
    }

    private static Optional<String> tooLong(String what, String value) {
        return value.length() <= MAXIMUM_LENGTH ? Optional.empty()
                : Optional.of("The " + what + " has " + value.length() + " characters, but no more than " + MAXIMUM_LENGTH
                        + " are allowed. Shorten it.");
    }

    /** @throws IllegalArgumentException if something is wrong with it */
    public static void check(String what, String value) {
        refuse(problem(what, value));
    }

    /** As {@link #check}, for what may be absent: null is. */
    public static void checkIfGiven(String what, String value) {
        if (value != null) {
            check(what, value);
        }
    }

    /** @throws IllegalArgumentException if a text, which is kept with the execution, is longer than an identifier may be */
    public static void checkLength(String what, String text) {
        if (text != null) {
            refuse(tooLong(what, text));
        }
    }

    private static void refuse(Optional<String> problem) {
        if (problem.isPresent()) {
            throw new IllegalArgumentException(problem.get());
        }
    }
}
