/** The state that nodes share through the database: their leases, and the channel on which they notify each other. */
package io.quarkiverse.activities.runtime.store.node;
