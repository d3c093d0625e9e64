/** From a call to a committed row: options, checks, backlog limits, the transaction of the caller. */
package io.quarkiverse.activities.runtime.client.start;
