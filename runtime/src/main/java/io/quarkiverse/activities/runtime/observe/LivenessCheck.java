package io.quarkiverse.activities.runtime.observe;

import java.time.Duration;
import java.util.List;

import org.eclipse.microprofile.health.HealthCheckResponse;

import io.quarkiverse.activities.runtime.maintenance.Maintenance;
import io.quarkiverse.activities.runtime.node.EngineThreads;
import io.quarkiverse.activities.runtime.worker.Worker;

/**
 * The liveness check. It is down only if a restart helps: the thread that claims tasks is stuck although the database responds,
 * or a thread of the engine fails again and again.
 * It stays up while the database is unavailable, because a restart does not help then.
 */
final class LivenessCheck {

    private final EngineThreads threads;
    private final Worker worker;
    private final Maintenance maintenance;
    private final Duration stalledAfter;

    LivenessCheck(Worker worker, Maintenance maintenance, EngineThreads threads, Duration stalledAfter) {
        this.threads = threads;
        this.worker = worker;
        this.maintenance = maintenance;
        this.stalledAfter = stalledAfter;
    }

    HealthCheckResponse call() {
        List<String> hopeless = threads.hopeless();
        Duration silence = worker.silence();
        // Ignore the time since the maintenance last reached the database, because both threads may be waiting for it
        boolean stuck = silence.minus(maintenance.lag()).compareTo(stalledAfter) > 0;
        return HealthCheckResponse.named("Activities liveness health check").status(!stuck && hopeless.isEmpty())
                .withData("failing-threads", String.join(", ", hopeless))
                .withData("claimed-before-millis", silence.toMillis()).build();
    }
}
