package io.quarkiverse.activities.runtime.observe;

import java.time.Duration;

import org.eclipse.microprofile.health.HealthCheckResponse;

import io.quarkiverse.activities.runtime.maintenance.Maintenance;
import io.quarkiverse.activities.runtime.worker.Worker;

/**
 * Down only where a restart helps: the thread that claims tasks is stuck although the database answers. A database that is away
 * comes back by itself.
 */
final class LivenessCheck {

    private final Worker worker;
    private final Maintenance maintenance;
    private final Duration stalledAfter;

    LivenessCheck(Worker worker, Maintenance maintenance, Duration stalledAfter) {
        this.worker = worker;
        this.maintenance = maintenance;
        this.stalledAfter = stalledAfter;
    }

    HealthCheckResponse call() {
        Duration silence = worker.silence();
        // What passed since the maintenance last reached the database says nothing: both may wait for it
        boolean stuck = silence.minus(maintenance.lag()).compareTo(stalledAfter) > 0;
        return HealthCheckResponse.named("Activities liveness health check").status(!stuck)
                .withData("claimed-before-millis", silence.toMillis()).build();
    }
}
