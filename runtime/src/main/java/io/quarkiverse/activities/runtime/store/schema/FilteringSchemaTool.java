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
 * Hibernate's schema tool without our tables. A filter that is set as a plain property would be replaced by a filter that the
 * user configures, and drop-and-create would then drop our tables. Here, our filter wraps the user's.
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

    private Map<String, Object> filtered(Map<String, Object> options) {
        Map<String, Object> filtered = options == null ? new HashMap<>() : new HashMap<>(options);
        SchemaFilterProvider theirs = strategies.resolveDefaultableStrategy(SchemaFilterProvider.class,
                filtered.get(SchemaToolingSettings.HBM2DDL_FILTER_PROVIDER), DefaultSchemaFilterProvider.INSTANCE);
        filtered.put(SchemaToolingSettings.HBM2DDL_FILTER_PROVIDER, new ActivityTableFilter(theirs, names));
        return filtered;
    }

    @Override
    public SchemaCreator getSchemaCreator(Map<String, Object> options) {
        return tool.getSchemaCreator(filtered(options));
    }

    @Override
    public SchemaDropper getSchemaDropper(Map<String, Object> options) {
        return tool.getSchemaDropper(filtered(options));
    }

    @Override
    public SchemaMigrator getSchemaMigrator(Map<String, Object> options) {
        return tool.getSchemaMigrator(filtered(options));
    }

    @Override
    public SchemaTruncator getSchemaTruncator(Map<String, Object> options) {
        return tool.getSchemaTruncator(filtered(options));
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
