package io.quarkiverse.activities.runtime.store.schema;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.boot.registry.selector.spi.StrategySelector;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.hibernate.tool.schema.internal.SchemaManagementToolInitiator;
import org.hibernate.tool.schema.spi.SchemaManagementTool;

import io.quarkus.hibernate.orm.runtime.integration.HibernateOrmIntegrationRuntimeInitListener;

/** Replaces the schema tool of our persistence unit with {@link FilteringSchemaTool}. */
final class SchemaToolInitiator
        implements HibernateOrmIntegrationRuntimeInitListener, StandardServiceInitiator<SchemaManagementTool> {

    private final CapturedNames names;

    SchemaToolInitiator(CapturedNames names) {
        this.names = names;
    }

    @Override
    public void contributeRuntimeProperties(BiConsumer<String, Object> propertyCollector) {
    }

    @Override
    public List<StandardServiceInitiator<?>> contributeServiceInitiators() {
        return List.of(this);
    }

    @Override
    public SchemaManagementTool initiateService(Map<String, Object> settings, ServiceRegistryImplementor registry) {
        return new FilteringSchemaTool(SchemaManagementToolInitiator.INSTANCE.initiateService(settings, registry), names,
                registry.requireService(StrategySelector.class));
    }

    @Override
    public Class<SchemaManagementTool> getServiceInitiated() {
        return SchemaManagementTool.class;
    }
}
