package io.quarkiverse.activities.runtime.store.schema;

import java.util.function.Supplier;

import io.quarkiverse.activities.runtime.store.jdbc.Dialect;
import io.quarkiverse.activities.runtime.store.jdbc.StoreUnit;
import io.quarkus.arc.Arc;
import io.quarkus.hibernate.orm.runtime.HibernateOrmRuntimeConfig;
import io.quarkus.hibernate.orm.runtime.integration.HibernateOrmIntegrationRuntimeInitListener;
import io.quarkus.hibernate.orm.runtime.integration.HibernateOrmIntegrationStaticInitListener;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;

/** Records the persistence unit, the physical names and the preparation of the schema. */
@Recorder
public class StoreRecorder {

    private final RuntimeValue<HibernateOrmRuntimeConfig> hibernateConfig;

    public StoreRecorder(RuntimeValue<HibernateOrmRuntimeConfig> hibernateConfig) {
        this.hibernateConfig = hibernateConfig;
    }

    public RuntimeValue<CapturedNames> names() {
        return new RuntimeValue<>(new CapturedNames());
    }

    public HibernateOrmIntegrationStaticInitListener captureNames(RuntimeValue<CapturedNames> names) {
        return new NameCapture(names.getValue());
    }

    public HibernateOrmIntegrationRuntimeInitListener hideTables(RuntimeValue<CapturedNames> names) {
        return new SchemaToolInitiator(names.getValue());
    }

    public Supplier<StoreUnit> unit(String name, String dataSource, Dialect dialect) {
        StoreUnit unit = new StoreUnit(name, dataSource, dialect);
        return () -> unit;
    }

    public Supplier<PhysicalNames> physicalNames(String unit, RuntimeValue<CapturedNames> names) {
        return () -> {
            var database = hibernateConfig.getValue().persistenceUnits().get(unit).database();
            return names.getValue().resolve(database.defaultCatalog().orElse(null), database.defaultSchema().orElse(null));
        };
    }

    /** Prepares the schema. Runs after Flyway and Liquibase, and before Hibernate starts. */
    public void prepareSchema() {
        Arc.container().instance(SchemaMigrator.class).get().run();
    }
}
