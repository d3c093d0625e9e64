package io.quarkiverse.activities.workflow.runtime.dev;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * The outcome of a request. A request that the engine refuses gets an answer too, so that it does not end up as an error in the
 * application's log.
 *
 * @param done whether the request was carried out
 * @param message what was done, or why it was refused
 */
public record Answer(boolean done, String message) {

    /** @param request carries out the request and returns the answer */
    static Answer of(Supplier<Answer> request) {
        try {
            return request.get();
        } catch (RuntimeException e) {
            return new Answer(false, text(e));
        }
    }

    /** {@return the messages of the exception and its causes, each once} */
    static String text(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String message = Objects.requireNonNullElse(cause.getMessage(), cause.toString());
            if (text.indexOf(message) < 0) {
                text.append(text.isEmpty() ? "" : ": ").append(message);
            }
        }
        return text.toString();
    }
}
