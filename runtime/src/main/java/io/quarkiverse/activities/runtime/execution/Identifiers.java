package io.quarkiverse.activities.runtime.execution;

import java.util.Optional;

/** Validates Activity Ids, Activity Types, Task Queues, request ids and similar strings. */
public final class Identifiers {

    public static final int MAXIMUM_LENGTH = 1000;

    private Identifiers() {
    }

    /**
     * {@return the problem of an invalid identifier}
     *
     * @param what the name of the identifier in the message, for example "Activity Id"
     */
    public static Optional<String> problem(String what, String value) {
        if (value == null || value.isEmpty()) {
            return Optional.of("The " + what + " is empty. Give it a value.");
        }
        if (value.isBlank()) {
            return Optional.of("The " + what + " is blank. Give it a value with visible characters.");
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

    /** @throws IllegalArgumentException if the identifier is invalid */
    public static void check(String what, String value) {
        refuse(problem(what, value));
    }

    /** Checks an optional identifier, which is valid if it is null. */
    public static void checkIfGiven(String what, String value) {
        if (value != null) {
            check(what, value);
        }
    }

    /** @throws IllegalArgumentException if a text that is stored with the execution is longer than an identifier may be */
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
