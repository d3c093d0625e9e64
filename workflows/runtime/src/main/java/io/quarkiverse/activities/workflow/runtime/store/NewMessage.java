package io.quarkiverse.activities.workflow.runtime.store;

/**
 * A message to send.
 *
 * @param name the name of the signal, or null
 * @param requestId the request that it belongs to, which is delivered once; or null
 */
public record NewMessage(StoredMessage.Kind kind, String name, byte[] payload, String requestId) {
}
