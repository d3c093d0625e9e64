/**
 * The only access to the tables. All other packages use {@link io.quarkiverse.activities.runtime.store.ActivityStore} with the
 * values of the package {@code value}, and the leases and the channel of the package {@code node}.
 */
package io.quarkiverse.activities.runtime.store;
