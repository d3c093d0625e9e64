package io.quarkiverse.activities.runtime.store.jdbc;

/**
 * Where the tables live, as the build found it.
 *
 * @param name the persistence unit
 * @param dataSource its datasource
 * @param dialect what is special about the database behind it
 */
public record StoreUnit(String name, String dataSource, Dialect dialect) {
}
