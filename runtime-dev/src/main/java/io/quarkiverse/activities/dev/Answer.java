package io.quarkiverse.activities.dev;

import java.util.function.Supplier;

import io.quarkiverse.activities.failure.ActivityException;

/**
 * What came of something that was asked for. A refusal is an answer, and no error of the application's log.
 *
 * @param done whether it was done
 * @param message what was done, or why not
 */
public record Answer(boolean done, String message) {

    /** @param request does what is asked, and says so */
    static Answer to(Supplier<String> request) {
        try {
            return new Answer(true, request.get());
        } catch (IllegalArgumentException | IllegalStateException | ActivityException e) {
            return new Answer(false, e.getMessage());
        }
    }
}
