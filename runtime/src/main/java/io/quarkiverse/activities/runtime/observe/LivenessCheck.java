package io.quarkiverse.activities.runtime.observe;

import java.time.Duration;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

import io.quarkiverse.activities.runtime.timer.Maintenance;
import io.quarkiverse.activities.runtime.worker.Worker;

/**
 * Down only where a restart helps: the thread that claims tasks is stuck although the database answers. A database that is away
 * comes back by itself.
 */
final class LivenessCheck implements HealthCheck {

    private final Worker worker;
    private final Maintenance maintenance;
    private final Duration stalledAfter;

    LivenessCheck(Worker worker, Maintenance maintenance, Duration stalledAfter) {
        this.worker = worker;
        this.maintenance = maintenance;
        this.stalledAfter = stalledAfter;
    }

    @Override
    public HealthCheckResponse call() {
        Duration silence = worker.silence();
        boolean stuck = silence.compareTo(stalledAfter) > 0 && maintenance.lag().compareTo(stalledAfter) <= 0;
        return HealthCheckResponse.named("Activities liveness health check").status(!stuck)
                .withData("claimed-before-millis", silence.toMillis()).build();
    }
}
