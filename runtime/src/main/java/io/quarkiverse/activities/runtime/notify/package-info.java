/**
 * Notifications between nodes, so that none of them has to wait for its next poll. They only save time: polling
 * finds every change whose notification is lost.
 */
package io.quarkiverse.activities.runtime.notify;
