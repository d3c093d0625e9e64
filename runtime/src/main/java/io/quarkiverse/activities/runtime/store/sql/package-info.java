/** The statements: set-based ones that perform a transition for many rows, and reads without a lock. */
package io.quarkiverse.activities.runtime.store.sql;
