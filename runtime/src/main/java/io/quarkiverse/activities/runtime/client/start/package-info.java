/** Turns a call into a committed row: resolves options, checks limits, and joins the transaction of the caller. */
package io.quarkiverse.activities.runtime.client.start;
