package io.quarkiverse.activities.workflow.deployment;

import io.quarkiverse.activities.deployment.ObservedBuildItem;
import io.quarkiverse.activities.workflow.runtime.runner.RunLog;
import io.quarkiverse.activities.workflow.runtime.runner.RunRetentionRounds;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.ExcludedTypeBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;

/**
 * Excludes the beans for metrics, health and tracing of workflows unless the application has the extension for them and enables
 * them. Names these beans without loading their classes, because the classes that they use may be absent.
 */
class WorkflowObserveProcessor {

    private static final String PACKAGE = "io.quarkiverse.activities.workflow.runtime.observe.";

    @BuildStep
    AdditionalBeanBuildItem beans() {
        return AdditionalBeanBuildItem.builder().setUnremovable().addBeanClasses(RunLog.class, RunRetentionRounds.class)
                .build();
    }

    @BuildStep
    void excludeUnusedBeans(ObservedBuildItem observed, BuildProducer<ExcludedTypeBuildItem> excluded) {
        exclude(!observed.metrics, excluded, "WorkflowMeters", "WorkflowGauges", "LocalActivityMeters");
        exclude(!observed.health, excluded, "WorkflowHealth");
        exclude(!observed.tracing, excluded, "WorkflowSpans");
        exclude(!observed.metrics && !observed.health, excluded, "WorkflowStatistics");
    }

    private static void exclude(boolean absent, BuildProducer<ExcludedTypeBuildItem> excluded, String... names) {
        if (absent) {
            for (String name : names) {
                excluded.produce(new ExcludedTypeBuildItem(PACKAGE + name));
            }
        }
    }
}
