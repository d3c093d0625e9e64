package io.quarkiverse.activities.runtime.execution;

import java.util.Optional;

/** Validates Activity Ids, Activity Types, Task Queues, request ids and similar strings. */
public final class Identifiers {

    /** The limit in bytes of UTF-8, as in Temporal. An index entry of any database can hold it. */
    public static final int MAXIMUM_BYTES = 1000;

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
        if (value.indexOf('\0') >= 0) {
            return Optional.of("The " + what + " contains a NUL character, which databases cannot store. Remove it.");
        }
        return textProblem(what, value);
    }

    private static Optional<String> textProblem(String what, String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                bytes += bytes(c);
            } else if (isPair(text, i)) {
                bytes += 4;
                i++;
            } else {
                return Optional.of("The " + what + " contains half a character (an unpaired surrogate) at position " + i
                        + ", which databases cannot store. Remove it.");
            }
        }
        return bytes <= MAXIMUM_BYTES ? Optional.empty()
                : Optional.of("The " + what + " takes " + bytes + " bytes in UTF-8, but no more than " + MAXIMUM_BYTES
                        + " are allowed. Shorten it.");
    }

    /**
     * {@return the beginning of a text that fits into {@value #MAXIMUM_BYTES} bytes of UTF-8, without characters that databases
     * cannot store}
     */
    public static String storable(String text) {
        StringBuilder storable = new StringBuilder(Math.min(text.length(), MAXIMUM_BYTES));
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            boolean pair = isPair(text, i);
            char c = text.charAt(i);
            if (c == '\0' || !pair && Character.isSurrogate(c)) {
                continue;
            }
            bytes += pair ? 4 : bytes(c);
            if (bytes > MAXIMUM_BYTES) {
                break;
            }
            storable.append(c);
            if (pair) {
                storable.append(text.charAt(++i));
            }
        }
        return storable.toString();
    }

    private static boolean isPair(String text, int index) {
        return Character.isHighSurrogate(text.charAt(index)) && index + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(index + 1));
    }

    private static int bytes(char c) {
        return c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
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

    /** @throws IllegalArgumentException if a text that is stored with the execution takes more bytes than an identifier may */
    public static void checkLength(String what, String text) {
        if (text != null) {
            refuse(textProblem(what, text));
        }
    }

    private static void refuse(Optional<String> problem) {
        if (problem.isPresent()) {
            throw new IllegalArgumentException(problem.get());
        }
    }
}
