package io.quarkiverse.activities.benchmarks.ours;

import java.util.Map;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSourceMetrics;

/** As {@link StartAll}, and tells how many connections the application's pool has. */
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
