package io.quarkiverse.activities.workflow.runtime.store;

/**
 * A value that describes a run to people and clients.
 *
 * @param memo whether it belongs to the memo; otherwise the run has published it
 * @param value the payload, or null if it was removed
 */
public record StoredValue(boolean memo, String name, byte[] value) {
}
