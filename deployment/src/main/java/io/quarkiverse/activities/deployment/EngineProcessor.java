package io.quarkiverse.activities.deployment;

import io.quarkiverse.activities.runtime.ActivitiesEngine;
import io.quarkiverse.activities.runtime.client.DatabaseActivityClient;
import io.quarkiverse.activities.runtime.context.InjectedContext;
import io.quarkiverse.activities.runtime.maintenance.Sweep;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.scheduler.deployment.ForceStartSchedulerBuildItem;

/** The engine that runs what was found: its beans, and the scheduler that drives its sweep. */
class EngineProcessor {

    @BuildStep
    AdditionalBeanBuildItem beans() {
        return AdditionalBeanBuildItem.builder().setUnremovable()
                .addBeanClasses(ActivitiesEngine.class, DatabaseActivityClient.class, ActivityStore.class,
                        InjectedContext.class, Sweep.Tick.class)
                .build();
    }

    /** The sweep is scheduled by the engine itself: an application without a method of its own to schedule needs it too. */
    @BuildStep
    ForceStartSchedulerBuildItem startScheduler() {
        return new ForceStartSchedulerBuildItem();
    }
}
