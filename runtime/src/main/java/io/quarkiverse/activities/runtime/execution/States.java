package io.quarkiverse.activities.runtime.execution;

/** Describes states in the messages of refusals. */
final class States {

    private States() {
    }

    static String describe(State state) {
        return switch (state) {
            case SCHEDULED -> "it waits for a worker, a retry or its start delay";
            case STARTED -> "an attempt is in progress";
            case CANCEL_REQUESTED -> "its cancellation was already requested";
            case PAUSE_REQUESTED -> "its pause was already requested";
            case RESET_REQUESTED -> "its reset was already requested and waits for the end of the attempt in progress";
            case PAUSED -> "it is paused";
            case COMPLETED -> "it is already completed";
            case FAILED -> "it has already failed";
            case CANCELED -> "it is already canceled";
            case TERMINATED -> "it is already terminated";
            case TIMED_OUT -> "it has already timed out";
        };
    }
}
