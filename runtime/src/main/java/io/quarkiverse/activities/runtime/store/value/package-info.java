/** The arguments and results of the store: plain values that contain neither SQL nor entities. */
package io.quarkiverse.activities.runtime.store.value;
