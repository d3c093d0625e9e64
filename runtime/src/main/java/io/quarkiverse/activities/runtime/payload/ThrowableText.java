package io.quarkiverse.activities.runtime.payload;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.quarkiverse.activities.failure.CheckedExceptionWrapper;

/**
 * The information that an exception gives about itself. The methods of an exception are application code: they may throw,
 * return null, or name a new cause each time. None of that may keep the engine from recording or logging the exception.
 *
 * @param message the message, or a note that it could not be read; may be null
 * @param stackTrace the frames, or none if they could not be read
 */
record ThrowableText(Throwable thrown, String message, StackTraceElement[] stackTrace) {

    /** How many exceptions of a chain of causes are recorded. The first ones say what happened. */
    static final int MAXIMUM_CAUSES = 50;

    private static final int PRINTED_LIMIT = 1_000_000;
    private static final int PRINTED_CAUSES = 5;
    private static final StackTraceElement[] NO_FRAMES = {};

    /** {@return the exception and its causes, at most {@value #MAXIMUM_CAUSES}, without the engine's wrappers} */
    static List<ThrowableText> chain(Throwable outer) {
        List<ThrowableText> chain = new ArrayList<>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Throwable thrown = unwrapped(outer);
        while (thrown != null && chain.size() < MAXIMUM_CAUSES && seen.add(thrown)) {
            chain.add(of(thrown));
            thrown = unwrapped(read(thrown::getCause, null));
        }
        return chain;
    }

    private static ThrowableText of(Throwable thrown) {
        StackTraceElement[] frames = read(thrown::getStackTrace, NO_FRAMES);
        return new ThrowableText(thrown, message(thrown), frames == null ? NO_FRAMES : frames);
    }

    private static String message(Throwable thrown) {
        try {
            return thrown.getMessage();
        } catch (Throwable e) {
            return "The message of this exception could not be read: getMessage() threw " + e.getClass().getName();
        }
    }

    private static <T> T read(Supplier<T> method, T fallback) {
        try {
            return method.get();
        } catch (Throwable e) {
            return fallback;
        }
    }

    static Throwable unwrapped(Throwable outer) {
        Throwable thrown = outer;
        while (thrown instanceof CheckedExceptionWrapper) {
            thrown = thrown.getCause();
        }
        return thrown;
    }

    /** {@return the text with a replacement character for each half of a character, which UTF-8 cannot express} */
    static String wellFormed(String text) {
        StringBuilder copy = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                copy = copy == null ? new StringBuilder(text) : copy;
                copy.setCharAt(i, '\uFFFD');
            }
        }
        return copy == null ? text : copy.toString();
    }

    /** {@return the exception itself or, if it cannot be printed, another exception that describes it} */
    static Throwable printable(Throwable thrown) {
        if (thrown == null) {
            return null;
        }
        try {
            thrown.printStackTrace(new PrintWriter(new LimitedWriter()));
            return thrown;
        } catch (Throwable unprintable) {
            return new UnprintableException(chain(thrown).stream().limit(PRINTED_CAUSES)
                    .map(one -> one.thrown.getClass().getName() + ": " + one.message)
                    .collect(Collectors.joining(", caused by ", "An exception that cannot be printed: ", "")));
        }
    }

    private static final class UnprintableException extends Exception {

        UnprintableException(String message) {
            super(message, null, false, false);
        }
    }

    /** Stops an exception that prints without end. */
    private static final class LimitedWriter extends Writer {

        private int printed;

        @Override
        public void write(char[] buffer, int offset, int length) {
            printed += length;
            if (printed > PRINTED_LIMIT) {
                throw new IllegalStateException("more than " + PRINTED_LIMIT + " characters");
            }
        }

        @Override
        public void flush() {
            // nothing is kept
        }

        @Override
        public void close() {
            // nothing is kept
        }
    }
}
