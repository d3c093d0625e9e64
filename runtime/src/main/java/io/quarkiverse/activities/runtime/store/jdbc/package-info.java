/**
 * Connections, transactions and time, and the {@link io.quarkiverse.activities.runtime.store.jdbc.Dialect}, which holds the
 * differences between databases.
 */
package io.quarkiverse.activities.runtime.store.jdbc;
