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
 * Metrics, health and tracing are beans only where the application has the extension for it and wants them. They are named here
 * and not loaded: the classes they need may be absent.
 */
class ObserveProcessor {

    private static final String ROOM = "io.quarkiverse.activities.runtime.observe.";
    /** By this an application does without the health checks of all extensions. */
    private static final String EXTENSIONS_HEALTH = "quarkus.smallrye-health.extensions.enabled";

    @BuildStep
    void leaveOutWhatNobodyObserves(Optional<MetricsCapabilityBuildItem> metrics, Capabilities capabilities,
            ActivitiesBuildTimeConfig config, BuildProducer<ExcludedTypeBuildItem> excluded) {
        boolean meters = config.metrics().enabled() && metrics.isPresent()
                && metrics.get().metricsSupported(MetricsFactory.MICROMETER);
        boolean health = config.health().enabled() && capabilities.isPresent(Capability.SMALLRYE_HEALTH)
                && ConfigProvider.getConfig().getOptionalValue(EXTENSIONS_HEALTH, Boolean.class).orElse(true);
        boolean context = capabilities.isPresent(Capability.OPENTELEMETRY_TRACER);
        leaveOut(!meters, excluded, "ActivityMeters", "ActivityGauges");
        leaveOut(!health, excluded, "HealthChecks");
        leaveOut(!meters && !health, excluded, "EngineStatistics");
        leaveOut(!context, excluded, "TraceContextPropagator");
        leaveOut(!context || !config.tracing().enabled(), excluded, "TracedStarts", "TracedAttempts", "TracedClosings");
    }

    private static void leaveOut(boolean absent, BuildProducer<ExcludedTypeBuildItem> excluded, String... names) {
        if (absent) {
            for (String name : names) {
                excluded.produce(new ExcludedTypeBuildItem(ROOM + name));
            }
        }
    }
}
