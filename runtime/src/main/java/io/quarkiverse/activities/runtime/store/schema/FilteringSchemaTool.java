package io.quarkiverse.activities.runtime.store.schema;

import java.util.HashMap;
import java.util.Map;

import org.hibernate.boot.registry.selector.spi.StrategySelector;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.service.spi.ServiceRegistryAwareService;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.hibernate.tool.schema.internal.DefaultSchemaFilterProvider;
import org.hibernate.tool.schema.internal.exec.JdbcContext;
import org.hibernate.tool.schema.spi.ExtractionTool;
import org.hibernate.tool.schema.spi.GenerationTarget;
import org.hibernate.tool.schema.spi.GeneratorSynchronizer;
import org.hibernate.tool.schema.spi.SchemaCreator;
import org.hibernate.tool.schema.spi.SchemaDropper;
import org.hibernate.tool.schema.spi.SchemaFilterProvider;
import org.hibernate.tool.schema.spi.SchemaManagementTool;
import org.hibernate.tool.schema.spi.SchemaMigrator;
import org.hibernate.tool.schema.spi.SchemaPopulator;
import org.hibernate.tool.schema.spi.SchemaTruncator;
import org.hibernate.tool.schema.spi.SchemaValidator;
import org.hibernate.tool.schema.spi.TargetDescriptor;

/**
 * Hibernate's schema tool, with our tables hidden. A filter given as a plain property would give way to one that the user
 * configured, and then their drop-and-create would take our tables along; here ours wraps theirs.
 */
final class FilteringSchemaTool implements SchemaManagementTool, ServiceRegistryAwareService {

    private final SchemaManagementTool tool;
    private final CapturedNames names;
    private final StrategySelector strategies;

    FilteringSchemaTool(SchemaManagementTool tool, CapturedNames names, StrategySelector strategies) {
        this.tool = tool;
        this.names = names;
        this.strategies = strategies;
    }

    @Override
    public void injectServices(ServiceRegistryImplementor serviceRegistry) {
        if (tool instanceof ServiceRegistryAwareService) {
            ((ServiceRegistryAwareService) tool).injectServices(serviceRegistry);
        }
    }

    private Map<String, Object> hide(Map<String, Object> options) {
        Map<String, Object> filtered = options == null ? new HashMap<>() : new HashMap<>(options);
        SchemaFilterProvider theirs = strategies.resolveDefaultableStrategy(SchemaFilterProvider.class,
                filtered.get(SchemaToolingSettings.HBM2DDL_FILTER_PROVIDER), DefaultSchemaFilterProvider.INSTANCE);
        filtered.put(SchemaToolingSettings.HBM2DDL_FILTER_PROVIDER, new ActivityTableFilter(theirs, names));
        return filtered;
    }

    @Override
    public SchemaCreator getSchemaCreator(Map<String, Object> options) {
        return tool.getSchemaCreator(hide(options));
    }

    @Override
    public SchemaDropper getSchemaDropper(Map<String, Object> options) {
        return tool.getSchemaDropper(hide(options));
    }

    @Override
    public SchemaMigrator getSchemaMigrator(Map<String, Object> options) {
        return tool.getSchemaMigrator(hide(options));
    }

    @Override
    public SchemaTruncator getSchemaTruncator(Map<String, Object> options) {
        return tool.getSchemaTruncator(hide(options));
    }

    @Override
    public SchemaValidator getSchemaValidator(Map<String, Object> options) {
        return tool.getSchemaValidator(options);
    }

    @Override
    public SchemaPopulator getSchemaPopulator(Map<String, Object> options) {
        return tool.getSchemaPopulator(options);
    }

    @Override
    public GeneratorSynchronizer getSequenceSynchronizer(Map<String, Object> options) {
        return tool.getSequenceSynchronizer(options);
    }

    @Override
    public void setCustomDatabaseGenerationTarget(GenerationTarget generationTarget) {
        tool.setCustomDatabaseGenerationTarget(generationTarget);
    }

    @Override
    public ExtractionTool getExtractionTool() {
        return tool.getExtractionTool();
    }

    @Override
    public GenerationTarget[] buildGenerationTargets(TargetDescriptor targetDescriptor, JdbcContext jdbcContext,
            Map<String, Object> options, boolean needsAutoCommit) {
        return tool.buildGenerationTargets(targetDescriptor, jdbcContext, options, needsAutoCommit);
    }
}
