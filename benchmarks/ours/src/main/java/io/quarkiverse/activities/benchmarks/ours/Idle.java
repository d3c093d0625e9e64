package io.quarkiverse.activities.benchmarks.ours;

import java.util.Map;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSourceMetrics;

/** Does the same as {@link StartAll}, and reports the size of the application's connection pool. */
@Singleton
public class Idle extends StartAll {

    @Inject
    AgroalDataSource database;

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public Map<String, Double> run(int count) throws Exception {
        database.getConfiguration().setMetricsEnabled(true);
        super.run(count);
        AgroalDataSourceMetrics pool = database.getMetrics();
        return Map.of("pool", (double) (pool.activeCount() + pool.availableCount()));
    }
}
