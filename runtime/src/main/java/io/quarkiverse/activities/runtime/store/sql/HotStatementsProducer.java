package io.quarkiverse.activities.runtime.store.sql;

import java.util.List;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.jdbc.StoreUnit;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;
import io.quarkus.arc.All;

/** Selects the hot statements for the database in use. */
@Singleton
class HotStatementsProducer {

    @Produces
    @Singleton
    HotStatements statements(StoreUnit unit, StoreTime time, PhysicalNames names, @All List<ParentRuns> parents) {
        return switch (unit.dialect()) {
            case POSTGRESQL -> new PostgresStatements(time, names, ParentRuns.of(parents));
            case H2 -> new H2Statements(time, names, ParentRuns.of(parents));
        };
    }
}
