/** What passes through the door of the store: plain values that know neither SQL nor entities. */
package io.quarkiverse.activities.runtime.store.value;
