package io.quarkiverse.activities.dev;

import java.util.function.Supplier;

import io.quarkiverse.activities.failure.ActivityException;

/**
 * The outcome of a request. A request that the engine refuses gets an answer too, so that it does not end up as an error in the
 * application's log.
 *
 * @param done whether the request was carried out
 * @param message what was done, or why it was refused
 */
public record Answer(boolean done, String message) {

    /** @param request carries out the request and returns the message */
    static Answer to(Supplier<String> request) {
        return of(() -> new Answer(true, request.get()));
    }

    /** @param request carries out the request, as far as it can, and returns the answer */
    static Answer of(Supplier<Answer> request) {
        try {
            return request.get();
        } catch (IllegalArgumentException | IllegalStateException | ActivityException e) {
            return new Answer(false, e.getMessage());
        }
    }
}
