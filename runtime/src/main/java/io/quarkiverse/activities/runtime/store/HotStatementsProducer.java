package io.quarkiverse.activities.runtime.store;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Chooses the statements of the database at hand. */
@Singleton
class HotStatementsProducer {

    @Produces
    @Singleton
    HotStatements statements(StoreUnit unit, StoreTime time, PhysicalNames names) {
        return unit.database() == StoreDatabase.POSTGRESQL ? new PostgresStatements(time, names)
                : new PortableStatements(time, names);
    }
}
