/** Implements the client that applications inject. It translates their calls and delegates the work to its subpackages. */
package io.quarkiverse.activities.runtime.client;
