package io.quarkiverse.activities.runtime.store.sql;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.jdbc.StoreUnit;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;

/** Selects the hot statements for the database in use. */
@Singleton
class HotStatementsProducer {

    @Produces
    @Singleton
    HotStatements statements(StoreUnit unit, StoreTime time, PhysicalNames names) {
        return switch (unit.dialect()) {
            case POSTGRESQL -> new PostgresStatements(time, names);
            case H2 -> new H2Statements(time, names);
        };
    }
}
