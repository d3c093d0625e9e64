package io.quarkiverse.activities.deployment;

import java.util.Optional;

import io.quarkiverse.activities.runtime.config.ActivitiesBuildTimeConfig;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.processor.BuiltinScope;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.metrics.MetricsCapabilityBuildItem;
import io.quarkus.runtime.metrics.MetricsFactory;

/**
 * Metrics, health and tracing, each where the application has the extension for it. Their beans are named and not loaded: the
 * classes they need may be absent.
 */
class ObserveProcessor {

    private static final String ROOM = "io.quarkiverse.activities.runtime.observe.";

    @BuildStep
    void publishMetrics(Optional<MetricsCapabilityBuildItem> metrics, ActivitiesBuildTimeConfig config,
            BuildProducer<AdditionalBeanBuildItem> beans) {
        if (config.metrics().enabled() && metrics.isPresent()
                && metrics.get().metricsSupported(MetricsFactory.MICROMETER)) {
            beans.produce(beans("ActivityMeters", "ActivityGauges", "EngineStatistics"));
        }
    }

    @BuildStep
    void propagateTraceContext(Capabilities capabilities, BuildProducer<AdditionalBeanBuildItem> beans) {
        if (capabilities.isPresent(Capability.OPENTELEMETRY_TRACER)) {
            beans.produce(beans("TraceContextPropagator"));
        }
    }

    private static AdditionalBeanBuildItem beans(String... names) {
        AdditionalBeanBuildItem.Builder builder = AdditionalBeanBuildItem.builder().setUnremovable()
                .setDefaultScope(BuiltinScope.SINGLETON.getName());
        for (String name : names) {
            builder.addBeanClass(ROOM + name);
        }
        return builder.build();
    }
}
