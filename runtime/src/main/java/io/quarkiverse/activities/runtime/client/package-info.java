/** The client that applications inject: it translates their calls and leaves the work to the rooms below. */
package io.quarkiverse.activities.runtime.client;
