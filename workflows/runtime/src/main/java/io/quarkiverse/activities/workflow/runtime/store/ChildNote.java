package io.quarkiverse.activities.workflow.runtime.store;

import io.quarkiverse.activities.RetryState;

/**
 * The name of a message about a child: the number of the decision that started it, what became of it, and why it was not
 * retried.
 *
 * @param word the run ID of a child that has started, or how it has closed
 * @param retryState null if the child has not failed
 */
public record ChildNote(int number, String word, RetryState retryState) {

    String text() {
        return number + " " + word + (retryState == null ? "" : " " + retryState);
    }

    /** {@return the note in the name of a message} */
    public static ChildNote of(StoredMessage message) {
        String[] parts = message.name().split(" ");
        return new ChildNote(Integer.parseInt(parts[0]), parts.length > 1 ? parts[1] : "",
                parts.length > 2 ? RetryState.valueOf(parts[2]) : null);
    }
}
