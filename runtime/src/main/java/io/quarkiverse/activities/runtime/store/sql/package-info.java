/** The SQL statements: set-based transitions of many rows, and reads without locks. */
package io.quarkiverse.activities.runtime.store.sql;
