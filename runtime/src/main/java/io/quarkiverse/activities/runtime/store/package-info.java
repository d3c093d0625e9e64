/**
 * The only door to the tables. All other rooms talk to {@link io.quarkiverse.activities.runtime.store.ActivityStore}, in the
 * values
 * of the room {@code value}, and to the leases and the channel of the room {@code node}.
 */
package io.quarkiverse.activities.runtime.store;
