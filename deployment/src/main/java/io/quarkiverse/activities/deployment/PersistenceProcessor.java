package io.quarkiverse.activities.deployment;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.entity.ActivityExecution;
import io.quarkiverse.activities.entity.ActivityExecutionClosed;
import io.quarkiverse.activities.entity.ActivityPause;
import io.quarkiverse.activities.entity.ActivityQueue;
import io.quarkiverse.activities.entity.ActivityWorker;
import io.quarkiverse.activities.entity.ExecutionRow;
import io.quarkiverse.activities.entity.StoreRow;
import io.quarkiverse.activities.runtime.config.ActivitiesBuildTimeConfig;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.jdbc.Dialect;
import io.quarkiverse.activities.runtime.store.jdbc.EngineConnections;
import io.quarkiverse.activities.runtime.store.jdbc.EngineSessions;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.jdbc.StoreUnit;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;
import io.quarkiverse.activities.runtime.store.schema.SchemaFile;
import io.quarkiverse.activities.runtime.store.schema.SchemaMigrator;
import io.quarkiverse.activities.runtime.store.schema.StoreRecorder;
import io.quarkus.agroal.runtime.DataSourcesJdbcBuildTimeConfig;
import io.quarkus.agroal.runtime.TransactionIntegration;
import io.quarkus.agroal.spi.JdbcDataSourceBuildItem;
import io.quarkus.agroal.spi.JdbcDataSourceSchemaReadyBuildItem;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.BeanContainerBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeansRuntimeInitBuildItem;
import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.Consume;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourceBuildItem;
import io.quarkus.hibernate.orm.deployment.PersistenceProviderSetUpBuildItem;
import io.quarkus.hibernate.orm.deployment.PersistenceUnitDescriptorBuildItem;
import io.quarkus.hibernate.orm.deployment.integration.HibernateOrmIntegrationRuntimeConfiguredBuildItem;
import io.quarkus.hibernate.orm.deployment.integration.HibernateOrmIntegrationStaticConfiguredBuildItem;
import io.quarkus.hibernate.orm.deployment.spi.AdditionalJpaModelBuildItem;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.hibernate.orm.runtime.migration.MultiTenancyStrategy;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Adds the tables to the persistence unit of the application and migrates them. */
class PersistenceProcessor {

    private static final String FEATURE = "activities";
    private static final List<Class<?>> MODEL = List.of(PanacheEntityBase.class, StoreRow.class, ExecutionRow.class,
            ActivityExecution.class, ActivityExecutionClosed.class, ActivityWorker.class, ActivityQueue.class,
            ActivityPause.class);

    // By name, so that this class does not depend on the internals of the store
    private static final String[] PRIVATE_BEANS = { "io.quarkiverse.activities.runtime.store.locked.LockedPath",
            "io.quarkiverse.activities.runtime.store.jdbc.StoreTransactions" };

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem(FEATURE);
    }

    @BuildStep
    void addEntities(ActivitiesBuildTimeConfig config, BuildProducer<AdditionalJpaModelBuildItem> model) {
        for (Class<?> type : MODEL) {
            model.produce(new AdditionalJpaModelBuildItem(type.getName(), Set.of(config.persistenceUnit())));
        }
    }

    @BuildStep
    ActivitiesUnitBuildItem findUnit(ActivitiesBuildTimeConfig config, List<PersistenceUnitDescriptorBuildItem> units,
            List<JdbcDataSourceBuildItem> dataSources, DataSourcesJdbcBuildTimeConfig jdbc) {
        for (PersistenceUnitDescriptorBuildItem unit : units) {
            if (unit.getPersistenceUnitName().equals(config.persistenceUnit()) && !unit.isReactive()) {
                StoreUnit described = describe(unit, dataSources);
                requireTransactions(described.dataSource(), jdbc);
                return new ActivitiesUnitBuildItem(described);
            }
        }
        throw new ConfigurationException("Activities need a database, but there is no persistence unit '"
                + config.persistenceUnit() + "'. Configure a JDBC datasource (for a start, add quarkus-jdbc-h2 and set"
                + " quarkus.datasource.jdbc.url=jdbc:h2:mem:app;DB_CLOSE_DELAY=-1), or select a persistence unit with"
                + " quarkus.activities.persistence-unit");
    }

    /** Without JTA a start would be committed on its own, and with XA the engine's connections would take part in nothing. */
    private static void requireTransactions(String dataSource, DataSourcesJdbcBuildTimeConfig jdbc) {
        TransactionIntegration transactions = jdbc.dataSources().get(dataSource).jdbc().transactions();
        if (transactions != TransactionIntegration.ENABLED) {
            String property = DataSourceUtil.isDefault(dataSource) ? "quarkus.datasource.jdbc.transactions"
                    : "quarkus.datasource.\"" + dataSource + "\".jdbc.transactions";
            throw new ConfigurationException(property + " is " + transactions.name().toLowerCase(Locale.ROOT)
                    + ", but activities"
                    + " need the default, 'enabled': starts and completions take part in the transactions of the datasource. For"
                    + " other settings, give the activities a datasource of their own, and select its persistence unit with"
                    + " quarkus.activities.persistence-unit");
        }
    }

    private static StoreUnit describe(PersistenceUnitDescriptorBuildItem unit, List<JdbcDataSourceBuildItem> dataSources) {
        String name = unit.getPersistenceUnitName();
        if (unit.getConfig().getMultiTenancyStrategy() != MultiTenancyStrategy.NONE) {
            throw new ConfigurationException("Activities cannot use the persistence unit '" + name + "' because it is"
                    + " multi-tenant. Define another unit without quarkus.hibernate-orm.multitenant, on a datasource of its"
                    + " own, and select it with quarkus.activities.persistence-unit");
        }
        String dataSource = unit.getConfig().getDataSource().orElse(null);
        for (JdbcDataSourceBuildItem candidate : dataSources) {
            if (candidate.getName().equals(dataSource)) {
                Dialect dialect = Dialect.of(candidate.getDbKind());
                if (dialect == null) {
                    throw new ConfigurationException("Activities support PostgreSQL and H2, but the persistence unit '" + name
                            + "' uses " + candidate.getDbKind() + ". Select another unit with"
                            + " quarkus.activities.persistence-unit");
                }
                return new StoreUnit(name, dataSource, dialect);
            }
        }
        throw new ConfigurationException("Activities need a JDBC datasource, but the persistence unit '" + name
                + "' has none. Select another unit with quarkus.activities.persistence-unit");
    }

    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    CapturedNamesBuildItem captureNames(ActivitiesBuildTimeConfig config, StoreRecorder recorder,
            BuildProducer<HibernateOrmIntegrationStaticConfiguredBuildItem> integrations) {
        var names = recorder.names();
        integrations.produce(new HibernateOrmIntegrationStaticConfiguredBuildItem(FEATURE, config.persistenceUnit())
                .setInitListener(recorder.captureNames(names)));
        return new CapturedNamesBuildItem(names);
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    HibernateOrmIntegrationRuntimeConfiguredBuildItem hideTables(ActivitiesBuildTimeConfig config, StoreRecorder recorder,
            CapturedNamesBuildItem names) {
        return new HibernateOrmIntegrationRuntimeConfiguredBuildItem(FEATURE, config.persistenceUnit())
                .setInitListener(recorder.hideTables(names.names()));
    }

    @BuildStep
    AdditionalBeanBuildItem beans() {
        return AdditionalBeanBuildItem.builder().setUnremovable()
                .addBeanClasses(EngineConnections.class, EngineSessions.class, StoreTime.class, SchemaMigrator.class,
                        ActivityStore.class)
                .addBeanClasses(PRIVATE_BEANS).build();
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void syntheticBeans(StoreRecorder recorder, ActivitiesUnitBuildItem unit, CapturedNamesBuildItem names,
            BuildProducer<SyntheticBeanBuildItem> beans) {
        StoreUnit store = unit.unit();
        beans.produce(SyntheticBeanBuildItem.configure(StoreUnit.class).scope(Singleton.class).unremovable().setRuntimeInit()
                .supplier(recorder.unit(store.name(), store.dataSource(), store.dialect())).done());
        beans.produce(SyntheticBeanBuildItem.configure(PhysicalNames.class).scope(Singleton.class).unremovable()
                .setRuntimeInit().supplier(recorder.physicalNames(store.name(), names.names())).done());
    }

    /**
     * Migrates the schema. Runs after Flyway and Liquibase, which refuse a schema that is not empty, and before Hibernate ORM
     * starts, which may validate the tables.
     */
    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    @Consume(BeanContainerBuildItem.class)
    @Consume(SyntheticBeansRuntimeInitBuildItem.class)
    @Consume(JdbcDataSourceBuildItem.class)
    @Consume(JdbcDataSourceSchemaReadyBuildItem.class)
    PersistenceProviderSetUpBuildItem prepareSchema(StoreRecorder recorder) {
        recorder.prepareSchema();
        return new PersistenceProviderSetUpBuildItem();
    }

    @BuildStep
    void schemaFiles(ActivitiesUnitBuildItem unit, BuildProducer<NativeImageResourceBuildItem> resources) {
        for (int version = 1; version <= SchemaFile.LATEST; version++) {
            resources.produce(new NativeImageResourceBuildItem(SchemaFile.path(unit.unit().dialect(), version)));
        }
    }
}
