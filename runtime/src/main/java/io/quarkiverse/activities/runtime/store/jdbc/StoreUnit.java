package io.quarkiverse.activities.runtime.store.jdbc;

/**
 * The persistence unit that holds the tables, as determined at build time.
 *
 * @param name the name of the persistence unit
 * @param dataSource the name of its datasource
 * @param dialect the dialect of its database
 */
public record StoreUnit(String name, String dataSource, Dialect dialect) {
}
