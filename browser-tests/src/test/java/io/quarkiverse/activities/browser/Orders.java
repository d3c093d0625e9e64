package io.quarkiverse.activities.browser;

import java.util.List;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkus.runtime.StartupEvent;

/** Starts a few workflows. */
@Singleton
public class Orders {

    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER + 100) StartupEvent event, WorkflowClient workflows) {
        for (int i = 1; i <= 6; i++) {
            workflows.call(OrderFulfilment.class, w -> w.fulfil(List.of("lamp", "bulb", "desk lamp"))).id("order-" + i).start();
        }
    }
}
