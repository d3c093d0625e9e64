package io.quarkiverse.activities.deployment;

import io.quarkiverse.activities.runtime.ActivitiesEngine;
import io.quarkiverse.activities.runtime.client.DatabaseActivityClient;
import io.quarkiverse.activities.runtime.context.InjectedContext;
import io.quarkiverse.activities.runtime.maintenance.Sweep;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.scheduler.deployment.ForceStartSchedulerBuildItem;

/** Registers the beans of the engine, and starts the scheduler that triggers its sweep. */
class EngineProcessor {

    @BuildStep
    AdditionalBeanBuildItem beans() {
        return AdditionalBeanBuildItem.builder().setUnremovable()
                .addBeanClasses(ActivitiesEngine.class, DatabaseActivityClient.class, ActivityStore.class,
                        InjectedContext.class, Sweep.Tick.class)
                .build();
    }

    /** Starts the scheduler even if the application has no scheduled method, because the engine schedules the sweep itself. */
    @BuildStep
    ForceStartSchedulerBuildItem startScheduler() {
        return new ForceStartSchedulerBuildItem();
    }
}
