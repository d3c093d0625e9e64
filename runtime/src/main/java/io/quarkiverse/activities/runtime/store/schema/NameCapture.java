package io.quarkiverse.activities.runtime.store.schema;

import java.util.function.BiConsumer;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;

import io.quarkus.hibernate.orm.runtime.integration.HibernateOrmIntegrationStaticInitListener;

/** Copies the physical names from Hibernate's metadata while it is available. */
final class NameCapture implements HibernateOrmIntegrationStaticInitListener {

    private final CapturedNames names;

    NameCapture(CapturedNames names) {
        this.names = names;
    }

    @Override
    public void contributeBootProperties(BiConsumer<String, Object> propertyCollector) {
    }

    @Override
    public void onMetadataInitialized(Metadata metadata, BootstrapContext bootstrapContext,
            BiConsumer<String, Object> propertyCollector) {
        names.capture(metadata);
    }
}
