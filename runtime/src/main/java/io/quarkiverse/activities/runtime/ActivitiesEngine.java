package io.quarkiverse.activities.runtime;

import java.time.Duration;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

import io.quarkiverse.activities.runtime.client.ClosedEvents;
import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig;
import io.quarkiverse.activities.runtime.maintenance.Maintenance;
import io.quarkiverse.activities.runtime.maintenance.Sweep;
import io.quarkiverse.activities.runtime.node.Node;
import io.quarkiverse.activities.runtime.notify.NotificationListener;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.TaskTokens;
import io.quarkiverse.activities.runtime.worker.Worker;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/** Starts the parts of the engine when the application has started, and stops them before it shuts down. */
@Singleton
public class ActivitiesEngine {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");
    private static final Duration DEFAULT_GRACE = Duration.ofSeconds(10);
    private static final Duration DEV_GRACE = Duration.ofSeconds(1);

    private final ActivityStore store;
    private final Worker worker;
    private final Maintenance maintenance;
    private final Sweep sweep;
    private final Node node;
    private final ActivitiesRuntimeConfig config;
    private final TaskTokens tokens;
    private final ClosedEvents closedEvents;
    private final NotificationListener notifications;
    private boolean started;

    ActivitiesEngine(Worker worker, Maintenance maintenance, Sweep sweep, Node node, ActivitiesRuntimeConfig config,
            TaskTokens tokens, ClosedEvents closedEvents, NotificationListener notifications, ActivityStore store) {
        this.store = store;
        this.notifications = notifications;
        this.tokens = tokens;
        this.closedEvents = closedEvents;
        this.worker = worker;
        this.maintenance = maintenance;
        this.sweep = sweep;
        this.node = node;
        this.config = config;
    }

    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent event) {
        if (!store.isActive()) {
            LOG.info("Activities are off, because their datasource or persistence unit is not active");
            return;
        }
        store.followClock();
        tokens.load();
        closedEvents.start();
        maintenance.begin(worker.taskQueues());
        worker.start();
        sweep.start();
        notifications.start();
        started = true;
        LOG.infof("Activities started on node %s, which serves the Task Queues %s", node.identity(), worker.taskQueues());
    }

    void stop(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) ShutdownEvent event) {
        if (!started) {
            return;
        }
        boolean workerIsDone = worker.stop(grace());
        notifications.stop();
        sweep.stop();
        try {
            maintenance.end(workerIsDone);
        } catch (RuntimeException e) {
            LOG.debug("Could not release the lease of this node; it will expire", e);
        }
    }

    private Duration grace() {
        return config.worker().shutdownGracePeriod()
                .or(() -> ConfigProvider.getConfig().getOptionalValue("quarkus.shutdown.timeout", Duration.class))
                .orElse(LaunchMode.current().isDevOrTest() ? DEV_GRACE : DEFAULT_GRACE);
    }
}
