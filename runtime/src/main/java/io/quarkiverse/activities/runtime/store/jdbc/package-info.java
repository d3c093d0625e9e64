/**
 * Connections, transactions, time, and the one {@link io.quarkiverse.activities.runtime.store.jdbc.Dialect} that knows which
 * database this is.
 */
package io.quarkiverse.activities.runtime.store.jdbc;
