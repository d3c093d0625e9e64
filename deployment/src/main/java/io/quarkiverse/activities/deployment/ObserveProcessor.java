package io.quarkiverse.activities.deployment;

import java.util.Optional;

import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkiverse.activities.runtime.config.ActivitiesBuildTimeConfig;
import io.quarkus.arc.deployment.ExcludedTypeBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.metrics.MetricsCapabilityBuildItem;
import io.quarkus.runtime.metrics.MetricsFactory;

/**
 * Excludes the beans for metrics, health and tracing unless the application has the extension for them and enables them. Names
 * these beans without loading their classes, because the classes that they use may be absent.
 */
class ObserveProcessor {

    private static final String PACKAGE = "io.quarkiverse.activities.runtime.observe.";
    /** With this property, an application disables the health checks of all extensions. */
    private static final String EXTENSIONS_HEALTH = "quarkus.smallrye-health.extensions.enabled";

    @BuildStep
    ObservedBuildItem observed(Optional<MetricsCapabilityBuildItem> metrics, Capabilities capabilities,
            ActivitiesBuildTimeConfig config) {
        boolean meters = config.metrics().enabled() && metrics.isPresent()
                && metrics.get().metricsSupported(MetricsFactory.MICROMETER);
        boolean health = config.health().enabled() && capabilities.isPresent(Capability.SMALLRYE_HEALTH)
                && ConfigProvider.getConfig().getOptionalValue(EXTENSIONS_HEALTH, Boolean.class).orElse(true);
        boolean context = capabilities.isPresent(Capability.OPENTELEMETRY_TRACER);
        return new ObservedBuildItem(meters, health, context, context && config.tracing().enabled());
    }

    @BuildStep
    void excludeUnusedBeans(ObservedBuildItem observed, BuildProducer<ExcludedTypeBuildItem> excluded) {
        exclude(!observed.metrics, excluded, "ActivityMeters", "ActivityGauges");
        exclude(!observed.health, excluded, "HealthChecks");
        exclude(!observed.metrics && !observed.health, excluded, "EngineStatistics");
        exclude(!observed.traceContext, excluded, "TraceContextPropagator");
        exclude(!observed.tracing, excluded, "TracedStarts", "TracedAttempts", "TracedClosings");
    }

    private static void exclude(boolean absent, BuildProducer<ExcludedTypeBuildItem> excluded, String... names) {
        if (absent) {
            for (String name : names) {
                excluded.produce(new ExcludedTypeBuildItem(PACKAGE + name));
            }
        }
    }
}
