package io.quarkiverse.activities.runtime.execution;

import java.util.Optional;

/** What an Activity Id, an Activity Type and a Task Queue may look like. */
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
        if (value.length() > MAXIMUM_LENGTH) {
            return Optional.of("The " + what + " has " + value.length() + " characters, but no more than " + MAXIMUM_LENGTH
                    + " are allowed. Shorten it.");
        }
        if (value.indexOf('\0') >= 0) {
            return Optional.of("The " + what + " contains a NUL character, which databases cannot store. Remove it.");
        }
        return Optional.empty();
    }
}
